package io.fettle.agent.keyring;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One of apt's files of repositories, in either of its two forms, as far as it says who may sign. */
final class SourcesFile {
    private static final int MAX_BYTES = 1 << 20;
    private static final Pattern ONE_LINE = Pattern.compile("deb\\s+(?:\\[([^\\]]*)]\\s+)?(\\S+)\\s+(\\S+)(?:\\s.*)?");
    private static final Pattern SIGNED_BY = Pattern.compile("(?i)(?:^|\\s)signed-by=\"?([^\\s\"]+)\"?");
    private static final Pattern USER_INFO = Pattern.compile("^([a-z0-9+.-]+://)[^/@]*@");

    private final List<Entry> entries;

    private SourcesFile(List<Entry> entries) {
        this.entries = entries;
    }

    /** @param signedBy as written, the lines of a key below one another; empty where nothing is written */
    private record Entry(List<String> uris, List<String> suites, String signedBy) {
        boolean isAbout(String uri, String suite, String arch) {
            return uris.stream().anyMatch(u -> same(u, uri, arch))
                    && suites.stream().anyMatch(s -> same(s, suite, arch));
        }

        /** apt gives a URI a slash at the end, fills the architecture in, and tells no user. */
        private static boolean same(String written, String resolved, String arch) {
            String known = USER_INFO.matcher(written.replace("$(ARCH)", arch)).replaceFirst("$1");
            return known.equals(resolved) || (known + '/').equals(resolved);
        }
    }

    static SourcesFile read(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("It has over " + MAX_BYTES + " bytes");
            }
            List<String> lines =
                    new String(bytes, StandardCharsets.UTF_8).lines().toList();
            return new SourcesFile(file.toString().endsWith(".sources") ? stanzas(lines) : oneLiners(lines));
        }
    }

    /** Empty where no entry is about the repository, or several disagree; an empty text where nobody is named. */
    Optional<String> signedBy(String uri, String suite, String arch) {
        Set<String> found = new LinkedHashSet<>();
        entries.stream().filter(e -> e.isAbout(uri, suite, arch)).forEach(e -> found.add(e.signedBy));
        return found.size() == 1 ? found.stream().findFirst() : Optional.empty();
    }

    private static List<Entry> oneLiners(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (String line : lines) {
            Matcher entry = ONE_LINE.matcher(line.strip());
            if (entry.matches()) {
                Matcher signedBy = SIGNED_BY.matcher(entry.group(1) == null ? "" : entry.group(1));
                entries.add(new Entry(
                        List.of(entry.group(2)), List.of(entry.group(3)), signedBy.find() ? signedBy.group(1) : ""));
            }
        }
        return entries;
    }

    private static List<Entry> stanzas(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        Map<String, StringBuilder> stanza = new HashMap<>();
        StringBuilder value = new StringBuilder();
        for (String line : lines) {
            if (line.isBlank()) {
                finish(stanza, entries);
            } else if (line.charAt(0) == ' ' || line.charAt(0) == '\t') {
                value.append('\n').append(line.strip());
            } else if (line.charAt(0) != '#' && line.indexOf(':') > 0) {
                int colon = line.indexOf(':');
                value = new StringBuilder(line.substring(colon + 1).strip());
                stanza.put(line.substring(0, colon).strip().toLowerCase(Locale.ROOT), value);
            }
        }
        finish(stanza, entries);
        return entries;
    }

    private static void finish(Map<String, StringBuilder> stanza, List<Entry> entries) {
        if (stanza.isEmpty()) {
            return;
        }
        boolean enabled = !text(stanza, "enabled").equalsIgnoreCase("no");
        if (enabled && words(stanza, "types").contains("deb")) {
            entries.add(new Entry(
                    words(stanza, "uris"),
                    words(stanza, "suites"),
                    text(stanza, "signed-by").strip()));
        }
        stanza.clear();
    }

    private static List<String> words(Map<String, StringBuilder> stanza, String field) {
        return List.of(text(stanza, field).split("\\s+"));
    }

    private static String text(Map<String, StringBuilder> stanza, String field) {
        StringBuilder value = stanza.get(field);
        return value == null ? "" : value.toString();
    }
}
