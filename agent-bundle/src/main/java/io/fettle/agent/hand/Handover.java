package io.fettle.agent.hand;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.ReportCodec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The agent's side of the hand-over directory; its format stands in this package's description. Not thread-safe. */
public final class Handover {
    private static final String TMP = ".tmp";
    private static final String READY = ".ready";
    private static final String RESULT = ".result";
    private static final String FORWARDED = ".forwarded";
    private static final String ORDER = "order.env";
    private static final String CHAIN = "signer-chain.der";
    private static final String CONTENT = "content";
    private static final int MAX_RESULT = 8 << 20;
    private static final int MAX_LINES = 1000;
    private static final Set<TaskState> SAID_BY_APPLIER = Set.of(
            TaskState.APPLYING,
            TaskState.VERIFYING,
            TaskState.REBOOT_PENDING,
            TaskState.SUCCEEDED,
            TaskState.FAILED,
            TaskState.SKIPPED);

    private final PrivateDirectory files;

    /** What an interrupted offer left is cleared away. */
    public Handover(PrivateDirectory files) {
        this.files = files;
        for (String name : files.names()) {
            if (name.endsWith(TMP)) {
                files.deleteTree(name);
            } else if (name.endsWith(RESULT) && !offered(stem(name, RESULT))) {
                files.delete(name);
            } else if (name.endsWith(FORWARDED) && !offered(stem(name, FORWARDED))) {
                files.delete(name);
            }
        }
    }

    /**
     * Puts a task where the applier sees it, all at once.
     *
     * @param content files named by their digests; they are linked, not copied
     */
    public void offer(String task, byte[] order, byte[] signerChain, PrivateDirectory content) {
        files.deleteTree(task + TMP);
        // A result is only ever younger than its hand-over.
        files.delete(task + RESULT);
        files.delete(task + FORWARDED);
        PrivateDirectory offer = files.child(task + TMP);
        offer.write(ORDER, order);
        offer.write(CHAIN, signerChain);
        PrivateDirectory offered = offer.child(CONTENT);
        try {
            for (String name : content.names()) {
                Files.createLink(offered.file(name), content.file(name));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The content of task " + task + " cannot be handed over", e);
        }
        files.renameDirectory(task + TMP, task + READY);
    }

    public boolean offered(String task) {
        return Files.isDirectory(files.file(task + READY), LinkOption.NOFOLLOW_LINKS);
    }

    /** Tasks that are handed over and not finished. */
    public List<String> open() {
        return files.names().stream()
                .filter(name -> name.endsWith(READY))
                .map(name -> stem(name, READY))
                .toList();
    }

    /** Until when the applier may begin with a task. */
    public Optional<Instant> notAfter(String task) {
        return files.child(task + READY)
                .read(ORDER, Envelope.MAX_BYTES)
                .map(sealedOrder -> Envelope.parse(sealedOrder).header().notAfter());
    }

    /**
     * What the applier said since {@link #forwarded}.
     *
     * @throws FettleException where it is not what an applier says
     */
    public List<TaskReport> news(String task) {
        List<TaskReport> all = new ArrayList<>();
        for (byte[] line : lines(task)) {
            TaskReport report = ReportCodec.decode(line);
            if (!report.taskId().equals(task)
                    || report.state().filter(SAID_BY_APPLIER::contains).isEmpty()) {
                throw new FettleException(
                        HandError.BAD_RESULT,
                        "The result of task " + task + " holds a line that does not belong there");
            }
            all.add(report);
        }
        return all.subList(Math.min(forwardedLines(task), all.size()), all.size());
    }

    /** Remembers that the first line of {@link #news} is taken care of. */
    public void forwarded(String task) {
        files.write(task + FORWARDED, Integer.toString(forwardedLines(task) + 1).getBytes(StandardCharsets.US_ASCII));
    }

    /** Whether the applier has said anything at all. */
    public boolean begun(String task) {
        return Files.exists(files.file(task + RESULT), LinkOption.NOFOLLOW_LINKS);
    }

    /** Clears a task away, the directory first: a result without one is rubbish. */
    public void finish(String task) {
        files.deleteTree(task + READY);
        files.delete(task + RESULT);
        files.delete(task + FORWARDED);
    }

    private int forwardedLines(String task) {
        return files.read(task + FORWARDED, 16)
                .map(b -> Integer.parseInt(new String(b, StandardCharsets.US_ASCII)))
                .orElse(0);
    }

    /** Whole lines only; the last one may still be being written. */
    private List<byte[]> lines(String task) {
        Path result = files.file(task + RESULT);
        if (!Files.isRegularFile(result, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(result)) {
            byte[] bytes = in.readNBytes(MAX_RESULT + 1);
            List<byte[]> lines = new ArrayList<>();
            int start = 0;
            for (int i = 0; i < bytes.length; i++) {
                if (bytes[i] == '\n') {
                    lines.add(Arrays.copyOfRange(bytes, start, i));
                    start = i + 1;
                }
            }
            if (bytes.length > MAX_RESULT || lines.size() > MAX_LINES) {
                throw new FettleException(HandError.BAD_RESULT, "The result of task " + task + " is too long");
            }
            return lines;
        } catch (IOException e) {
            throw new FettleException(HandError.BAD_RESULT, "The result of task " + task + " cannot be read", e);
        }
    }

    private static String stem(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}
