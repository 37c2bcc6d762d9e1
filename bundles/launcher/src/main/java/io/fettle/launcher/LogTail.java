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

    private LogTail() {}

    static String of(Path file) throws IOException {
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            long begin = Math.max(0, log.length() - BYTES);
            log.seek(begin);
            byte[] end = new byte[(int) Math.min(BYTES, log.length() - begin)];
            log.readFully(end);
            List<String> lines = new String(end, StandardCharsets.UTF_8).lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        }
    }
}
