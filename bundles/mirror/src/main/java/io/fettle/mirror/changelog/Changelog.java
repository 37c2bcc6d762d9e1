package io.fettle.mirror.changelog;

import io.fettle.api.advisory.CveId;
import io.fettle.format.LineReader;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which vulnerabilities a Debian changelog names at which version. Entries that name none are left out.
 *
 * @param fixes names by version, the newest version first
 */
record Changelog(Map<String, TreeSet<CveId>> fixes) {
    static final int MAX_ENTRIES = 300;
    static final int MAX_NAMES = 2_000;

    private static final long MAX_COMPRESSED = 8L << 20;
    private static final long MAX_BYTES = 32L << 20;
    private static final int MAX_LINE = 64 << 10;
    private static final int MAX_LINES = 1_000_000;
    private static final Pattern HEADING =
            Pattern.compile("([a-z0-9][a-z0-9+.-]{1,199}+) \\(([0-9][A-Za-z0-9.+~:-]{0,199}+)\\) [^;]{1,200}+;.*+");
    private static final Pattern CVE = Pattern.compile("CVE-[0-9]{4}-[0-9]{4,10}(?![0-9])");

    /**
     * Reads as much as is worth keeping, newest entries first.
     *
     * @param source whose entries count; a package may have been called otherwise once
     */
    static Changelog read(InputStream packed, String source, String what) throws IOException {
        InputStream text = Decompressor.open(packed, DecompressionLimits.of(MAX_COMPRESSED, MAX_BYTES), what);
        LineReader lines = new LineReader(text, MAX_LINE, MAX_LINES, what);
        Map<String, TreeSet<CveId>> fixes = new LinkedHashMap<>();
        String version = "";
        int names = 0;
        while (names < MAX_NAMES && fixes.size() < MAX_ENTRIES && lines.next()) {
            String line = lines.line();
            Matcher heading = HEADING.matcher(line);
            if (!line.startsWith(" ") && heading.matches()) {
                version = heading.group(1).equals(source) ? heading.group(2) : "";
            } else if (!version.isEmpty() && line.startsWith(" ")) {
                names += add(line, version, fixes);
            }
        }
        return new Changelog(fixes);
    }

    private static int add(String line, String version, Map<String, TreeSet<CveId>> fixes) {
        Matcher named = CVE.matcher(line);
        int added = 0;
        while (named.find()) {
            fixes.computeIfAbsent(version, v -> new TreeSet<>()).add(new CveId(named.group()));
            added++;
        }
        return added;
    }
}
