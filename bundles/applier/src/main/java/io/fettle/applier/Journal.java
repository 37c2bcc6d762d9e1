package io.fettle.applier;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Order;
import io.fettle.protocol.ReportCodec;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done for one task: the order, every step before it was taken, and what the agent is told. Durable; survives a
 * kill at any point. Not thread-safe.
 */
final class Journal {
    /** Steps, in the order in which they are taken. */
    enum Step {
        /** Its number counts from here on. */
        ACCEPTING,
        COPIED,
        VERIFIED,
        PLANNED,
        /** The system may have changed from here on. */
        APPLYING,
        /** With the process that changes it and when that began. */
        STARTED,
        APPLIED,
        HEALING,
        VERIFYING,
        FINISHED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);
    private static final String ORDER = "order.env";
    private static final String JOURNAL = "journal";
    private static final String RESULTS = "results";
    private static final String CONTENT = "content";
    private static final int MAX = 8 << 20;

    private final String task;
    private final PrivateDirectory files;
    private final Clock clock;

    Journal(String task, PrivateDirectory files, Clock clock) {
        this.task = task;
        this.files = files;
        this.clock = clock;
    }

    String task() {
        return task;
    }

    boolean isFor(byte[] sealedOrder) {
        return files.read(ORDER, Envelope.MAX_BYTES)
                .map(known -> Arrays.equals(known, sealedOrder))
                .orElse(false);
    }

    /** Forgets everything and begins anew with another order. */
    void begin(byte[] sealedOrder) {
        files.delete(ORDER);
        files.delete(JOURNAL);
        files.delete(RESULTS);
        clearContent();
        files.write(ORDER, sealedOrder);
    }

    Optional<byte[]> order() {
        return files.read(ORDER, Envelope.MAX_BYTES);
    }

    /** Of a journal that is about an order that was accepted. */
    Order acceptedOrder() {
        return Order.decode(Envelope.parse(order().orElseThrow()).payload());
    }

    Path content() {
        return files.child(CONTENT).path();
    }

    boolean hasContent() {
        return files.has(CONTENT);
    }

    void clearContent() {
        files.deleteTree(CONTENT);
    }

    /** Where a program's words go. */
    Path log(String name) {
        return files.file(name);
    }

    /** Durable when it returns. */
    void note(Step step, String detail) {
        String line = step + " " + clock.instant() + " " + detail.replace('\n', ' ') + '\n';
        try (FileChannel out =
                FileChannel.open(files.file(JOURNAL), StandardOpenOption.WRITE, StandardOpenOption.CREATE)) {
            // A line that a power failure tore says nothing, and must not spoil the next one.
            out.truncate(wholeLines(JOURNAL).getBytes(StandardCharsets.UTF_8).length);
            out.position(out.size());
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
            out.force(true);
        } catch (IOException e) {
            throw new UncheckedIOException("The journal of task " + task + " cannot be written", e);
        }
    }

    boolean has(Step step) {
        return last(step).isPresent();
    }

    /** Detail of the last note of a step. */
    Optional<String> last(Step step) {
        return lines(JOURNAL).stream()
                .filter(line -> line.startsWith(step + " "))
                .reduce((a, b) -> b)
                .map(line -> line.split(" ", 3))
                .map(parts -> parts.length == 3 ? parts[2] : "");
    }

    /** How often a step was taken. */
    long count(Step step) {
        return lines(JOURNAL).stream()
                .filter(line -> line.startsWith(step + " "))
                .count();
    }

    /** Whether the system may be changed and nobody has looked at it since. */
    boolean interrupted() {
        return has(Step.APPLYING) && !finished();
    }

    /** Whether the agent has been, or can be, told the end. */
    boolean finished() {
        return reports().stream()
                .anyMatch(
                        report -> report.state().filter(state -> !state.open()).isPresent());
    }

    private List<TaskReport> reports() {
        return lines(RESULTS).stream()
                .map(line -> ReportCodec.decode(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    boolean hasTold(TaskState state) {
        return reports().stream().anyMatch(report -> report.state().equals(Optional.of(state)));
    }

    /** Durable when it returns; nothing comes after an end. */
    void tell(TaskState state, List<Reason> reasons, List<PlannedChange> plan) {
        if (finished()) {
            throw new IllegalStateException("Task " + task + " has ended already");
        }
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(results());
        all.writeBytes(ReportCodec.encode(new TaskReport(task, state, clock.instant(), reasons, plan)));
        all.write('\n');
        files.write(RESULTS, all.toByteArray());
    }

    void tell(TaskState state) {
        tell(state, List.of(), List.of());
    }

    void end(TaskState state, List<Reason> reasons, List<PlannedChange> plan) {
        tell(state, reasons, plan);
        note(Step.FINISHED, state.toString());
        LOG.info("Task {} is {}: {}", task, state, reasons);
    }

    void end(TaskState state, List<Reason> reasons) {
        end(state, reasons, List.of());
    }

    byte[] results() {
        return files.read(RESULTS, MAX).orElse(new byte[0]);
    }

    private List<String> lines(String name) {
        return wholeLines(name).lines().toList();
    }

    private String wholeLines(String name) {
        String text = files.read(name, MAX)
                .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
                .orElse("");
        return text.substring(0, text.lastIndexOf('\n') + 1);
    }
}
