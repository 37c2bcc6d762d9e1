package io.fettle.agent.scan;

import io.fettle.api.inventory.PinRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads apt_preferences(5), in the order in which apt reads: {@code preferences}, then the files of {@code preferences.d}
 * by name. The order counts, because of two pins for one package the first one holds.
 */
final class Preferences {
    private static final Logger LOG = LoggerFactory.getLogger(Preferences.class);
    /** apt reads a file without an ending or with {@code .pref}, of these characters only. */
    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*");

    private static final Set<String> KINDS = Set.of("version", "release", "origin");
    private static final int MAX_RULES = 2000;
    private static final int MAX_PATTERNS = 1000;
    private static final int MAX_PATTERN = 300;
    private static final int MAX_EXPRESSION = 1000;

    private final List<PinRule> rules = new ArrayList<>();
    private final Map<String, String> stanza = new HashMap<>();
    private final StringBuilder value = new StringBuilder();
    private String field = "";

    private Preferences() {}

    static List<PinRule> read(Path aptDirectory) {
        Preferences all = new Preferences();
        all.readFile(aptDirectory.resolve("preferences"));
        for (Path file : parts(aptDirectory.resolve("preferences.d"))) {
            all.readFile(file);
        }
        return all.rules;
    }

    private static List<Path> parts(Path directory) {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(f -> isRead(String.valueOf(f.getFileName())))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            LOG.debug("{} cannot be listed", directory, e);
            return List.of();
        }
    }

    private static boolean isRead(String name) {
        int dot = name.lastIndexOf('.');
        return FILE_NAME.matcher(name).matches()
                && (dot < 0 || name.substring(dot).equals(".pref"));
    }

    private void readFile(Path file) {
        for (String line : TextFiles.lines(file)) {
            if (line.isBlank()) {
                finish();
            } else if (line.charAt(0) != '#') {
                take(line);
            }
        }
        finish();
    }

    private void take(String line) {
        if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
            value.append(' ').append(line.strip());
            return;
        }
        int colon = line.indexOf(':');
        if (colon > 0) {
            keep();
            field = line.substring(0, colon).strip().toLowerCase(Locale.ROOT);
            value.append(line.substring(colon + 1).strip());
        }
    }

    private void keep() {
        if (!field.isEmpty()) {
            stanza.put(field, value.toString());
        }
        value.setLength(0);
    }

    private void finish() {
        keep();
        field = "";
        if (stanza.containsKey("pin")) {
            addRule();
        }
        stanza.clear();
    }

    private void addRule() {
        String[] pin = stanza.getOrDefault("pin", "").split("\\s+", 2);
        List<String> patterns = Stream.of(stanza.getOrDefault("package", "").split("\\s+"))
                .filter(p -> !p.isEmpty() && p.length() <= MAX_PATTERN)
                .limit(MAX_PATTERNS)
                .toList();
        if (pin.length == 2 && KINDS.contains(pin[0]) && !patterns.isEmpty() && rules.size() < MAX_RULES) {
            try {
                int priority = Integer.parseInt(stanza.getOrDefault("pin-priority", ""));
                rules.add(new PinRule(patterns, pin[0], TextFiles.cut(pin[1].strip(), MAX_EXPRESSION), priority));
            } catch (NumberFormatException e) {
                LOG.debug("A pin without a priority counts for nothing, as with apt", e);
            }
        }
    }
}
