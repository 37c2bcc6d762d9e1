package io.fettle.agent.scan;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads small files of the operating system; what is missing or unreadable is empty. */
public final class TextFiles {
    private static final Logger LOG = LoggerFactory.getLogger(TextFiles.class);
    private static final int MAX = 256 * 1024;

    private TextFiles() {}

    public static List<String> lines(Path file) {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MAX), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        } catch (IOException e) {
            LOG.debug("{} cannot be read", file, e);
            return List.of();
        }
    }

    public static String firstLine(Path file) {
        return lines(file).stream().findFirst().orElse("").strip();
    }

    /** Cut to what a message may carry. */
    static String cut(String text, int max) {
        return text.length() > max ? text.substring(0, max) : text;
    }
}
