package io.fettle.agent.scan.running;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A small file that the kernel writes. What is missing or unreadable is empty. */
record ProcFile(Path path) {
    private static final int MAX_BYTES = 16 * 1024;

    String firstLine(int max) {
        String line = lines().stream().findFirst().orElse("").strip();
        return line.length() > max ? line.substring(0, max) : line;
    }

    List<String> lines() {
        try {
            return text().lines().toList();
        } catch (IOException e) {
            // It is gone, or not for us; who has to know asks for text().
            return List.of();
        }
    }

    String text() throws IOException {
        try (InputStream in = Files.newInputStream(path)) {
            return new String(in.readNBytes(MAX_BYTES), StandardCharsets.ISO_8859_1);
        }
    }
}
