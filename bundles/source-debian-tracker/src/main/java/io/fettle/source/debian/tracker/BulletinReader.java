package io.fettle.source.debian.tracker;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Reference;
import io.fettle.format.LineReader;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads {@code data/DSA/list} or {@code data/DLA/list}: what was announced when, with the fixed version of each release.
 * Some name no CVE. For one document.
 */
final class BulletinReader {
    static final long MAX_BYTES = 32L << 20;

    private static final int MAX_LINE = 64 * 1024;
    private static final int MAX_LINES = 2_000_000;
    private static final int MAX_BULLETINS = 100_000;
    private static final Pattern HEADER =
            Pattern.compile("\\[([0-9]{1,2} [A-Z][a-z]{2} [0-9]{4})]\\s+(" + Bulletins.ID + ")(?:\\s+(.*))?");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);
    private static final String TRACKER = "https://security-tracker.debian.org/tracker/";

    private final LineReader lines;
    private final Releases releases;
    private final Map<String, Advisory> advisories = new LinkedHashMap<>();
    private Optional<Advisory.Builder> open = Optional.empty();
    private Instant newest = Instant.MIN;

    private BulletinReader(LineReader lines, Releases releases) {
        this.lines = lines;
        this.releases = releases;
    }

    static Bulletins read(InputStream document, String what, Releases releases) throws IOException {
        return new BulletinReader(new LineReader(document, MAX_LINE, MAX_LINES, what), releases).read();
    }

    private Bulletins read() throws IOException {
        while (lines.next()) {
            String line = lines.line();
            try {
                if (line.isBlank()) {
                    continue;
                }
                if (Character.isWhitespace(line.charAt(0))) {
                    detail(line.strip());
                } else {
                    finish();
                    start(line);
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                throw lines.malformed(String.valueOf(e.getMessage()));
            }
        }
        finish();
        if (advisories.isEmpty()) {
            throw lines.malformed("no advisories are listed");
        }
        return new Bulletins(List.copyOf(advisories.values()), newest);
    }

    private void start(String line) {
        Matcher header = HEADER.matcher(line);
        if (!header.matches()) {
            throw new IllegalArgumentException("an entry starts otherwise than with [date] and the advisory's name");
        }
        if (advisories.size() == MAX_BULLETINS) {
            throw new IllegalArgumentException("more than " + MAX_BULLETINS + " advisories");
        }
        Instant published = LocalDate.parse(header.group(1), DAY)
                .atStartOfDay(ZoneOffset.UTC)
                .toInstant();
        newest = published.isAfter(newest) ? published : newest;
        open = Optional.of(Advisory.of(header.group(2))
                .type(Advisory.Type.SECURITY)
                .title(header.group(3) == null ? "" : header.group(3).strip())
                .published(published)
                .references(List.of(new Reference("ADVISORY", TRACKER + header.group(2)))));
    }

    private void detail(String line) {
        Advisory.Builder advisory =
                open.orElseThrow(() -> new IllegalArgumentException("a detail stands before the first entry"));
        if (line.startsWith("{") && line.endsWith("}")) {
            advisory.cves(cves(line.substring(1, line.length() - 1)));
        } else {
            PackageLine.parse(line).ifPresent(parsed -> state(advisory, parsed));
        }
    }

    private static TreeSet<CveId> cves(String names) {
        TreeSet<CveId> cves = new TreeSet<>();
        for (String name : names.strip().split("[\\s,]+")) {
            CveId.parse(name).ifPresent(cves::add);
        }
        return cves;
    }

    private void state(Advisory.Builder advisory, PackageLine line) {
        Optional<String> platform = releases.platform(line.release());
        Optional<Verdict> verdict = line.verdict();
        if (platform.isPresent() && verdict.isPresent()) {
            advisory.affected(new Affected(
                    FlawIndex.ECOSYSTEM,
                    platform.get(),
                    PackageLevel.SOURCE,
                    line.name(),
                    List.of(),
                    "",
                    verdict.get().status(),
                    verdict.get().fixed(),
                    Optional.empty(),
                    verdict.get().note()));
        }
    }

    /** The lists start with the newest: of two entries under one name the first counts. */
    private void finish() {
        open.map(Advisory.Builder::build).ifPresent(done -> advisories.putIfAbsent(done.nativeId(), done));
        open = Optional.empty();
    }
}
