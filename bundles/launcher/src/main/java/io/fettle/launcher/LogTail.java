package io.fettle.launcher;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The last lines of a log of any size, whatever bytes are in it. */
final class LogTail {
    private static final int LINES = 15;
    private static final int BYTES = 1 << 16;

    /** Characters of a line: a stack trace is one. */
    private static final int WIDTH = 400;

    private LogTail() {}

    static String of(Path file) throws IOException {
        return since(file, 0);
    }

    /** @param from only what was written after this position; of the whole, where the log is shorter than that by now */
    static String since(Path file, long from) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long begin = Math.max(from > log.length() ? 0 : from, log.length() - BYTES);
            log.seek(begin);
            byte[] end = new byte[(int) Math.min(BYTES, log.length() - begin)];
            log.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8)
                    .lines()
                    .map(LogTail::cut)
                    .toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        }
    }

    private static String cut(String line) {
        return line.length() > WIDTH ? line.substring(0, WIDTH) + " ..." : line;
    }
}
