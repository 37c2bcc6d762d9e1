package io.fettle.launcher;

import io.fettle.launcher.VersionComparison.Answer;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.util.Optional;

/** Answers pairs of versions line by line: one line out for each line in, remarks with the line's number beside it. */
final class ComparisonStream {
    private static final int BUFFER = 1 << 16;

    private final VersionComparison comparison;
    private final BoundedLines lines;
    private final OutputStream out;
    private final PrintWriter remarks;

    ComparisonStream(VersionComparison comparison, InputStream in, OutputStream out, PrintWriter remarks) {
        this.comparison = comparison;
        this.lines = new BoundedLines(in);
        this.out = new BufferedOutputStream(out, BUFFER);
        this.remarks = remarks;
    }

    /** Reads to the end; returns whether every line had an answer. */
    boolean run() throws IOException {
        boolean all = true;
        // Who waits for an answer before asking on gets it: nothing stays in the buffer while we wait for input.
        for (long number = 1; lines.next(out::flush); number++) {
            Answer answer = answer(lines.line());
            all &= answer.known();
            out.write(answer.sign());
            out.write('\n');
            for (String remark : answer.remarks()) {
                remarks.println("fettle: " + (answer.known() ? "warning: " : "") + "line " + number + ": " + remark);
            }
            if (!answer.remarks().isEmpty()) {
                remarks.flush();
            }
        }
        out.flush();
        return all;
    }

    private Answer answer(Optional<String> read) {
        if (read.isEmpty()) {
            return Answer.unknown("longer than " + BoundedLines.MAX_LENGTH + " bytes");
        }
        String line = read.get();
        int tab = line.indexOf('\t');
        if (tab < 0 || line.indexOf('\t', tab + 1) >= 0) {
            return Answer.unknown("not two versions with one tab between them: " + VersionComparison.quoted(line));
        }
        return comparison.compare(line.substring(0, tab), line.substring(tab + 1));
    }
}
