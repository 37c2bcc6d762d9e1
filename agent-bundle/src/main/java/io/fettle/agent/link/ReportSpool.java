package io.fettle.agent.link;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.TaskReport;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.ReportCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Reports that the server has not signed for yet, numbered from 1 without gaps. A number is taken by writing the file of
 * its report, and the file goes only after the acknowledgement is on disk: so whatever crash comes, no number is used
 * twice and none is left out. Not thread-safe.
 */
public final class ReportSpool {
    private static final String ACKNOWLEDGED = "acknowledged";
    private static final String SUFFIX = ".report";
    private static final Pattern NAME = Pattern.compile("[0-8][0-9]{18}\\.report");
    private static final int MAX_REPORT = 4 << 20;
    private static final int MAX_WAITING = 10_000;

    private final PrivateDirectory files;
    private long acknowledged;
    private long last;

    public ReportSpool(PrivateDirectory files) {
        this.files = files;
        this.acknowledged = files.read(ACKNOWLEDGED, 32, Long::parseLong).orElse(0L);
        this.last = numbers().stream().reduce(acknowledged, Math::max);
        drop(acknowledged);
    }

    /** @param payload as {@link ReportCodec} writes it */
    public record Waiting(long sequence, byte[] payload) {}

    /** Durable when the call returns. */
    public long add(TaskReport report) {
        if (last - acknowledged >= MAX_WAITING) {
            throw new FettleException(
                    LinkError.TOO_MANY_REPORTS,
                    MAX_WAITING + " reports wait for the server; the next ones have to wait too");
        }
        long sequence = last + 1;
        files.write(name(sequence), ReportCodec.encode(report));
        last = sequence;
        return sequence;
    }

    public boolean isEmpty() {
        return last == acknowledged;
    }

    /** Number of the newest report ever added. */
    public long last() {
        return last;
    }

    /** The oldest ones, in order. */
    public List<Waiting> oldest(int max) {
        List<Waiting> waiting = new ArrayList<>();
        for (long sequence = acknowledged + 1; sequence <= last && waiting.size() < max; sequence++) {
            long number = sequence;
            byte[] payload = files.read(name(number), MAX_REPORT)
                    .orElseThrow(() -> new IllegalStateException("Report " + number + " was deleted by somebody else"));
            waiting.add(new Waiting(number, payload));
        }
        return waiting;
    }

    /** The server has every report up to this one; a number that was never given counts as the last given. */
    public void acknowledge(long sequence) {
        long upTo = Math.min(sequence, last);
        if (upTo <= acknowledged) {
            return;
        }
        files.write(ACKNOWLEDGED, Long.toString(upTo).getBytes(StandardCharsets.US_ASCII));
        acknowledged = upTo;
        drop(upTo);
    }

    private void drop(long upTo) {
        for (long number : numbers()) {
            if (number <= upTo) {
                files.delete(name(number));
            }
        }
    }

    private List<Long> numbers() {
        return files.names().stream()
                .filter(n -> NAME.matcher(n).matches())
                .map(n -> Long.parseLong(n.substring(0, n.length() - SUFFIX.length())))
                .toList();
    }

    private static String name(long sequence) {
        return String.format("%019d", sequence) + SUFFIX;
    }
}
