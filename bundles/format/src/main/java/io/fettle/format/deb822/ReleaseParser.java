package io.fettle.format.deb822;

import io.fettle.api.Digest;
import io.fettle.format.FormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads one Release file strictly. */
final class ReleaseParser {

    private static final int MAX_INDEXES = 100_000;
    private static final int MAX_PATH = 512;
    private static final int MAX_FIELD = 16 * 1024;
    private static final List<String> BOUNDED_FIELDS = List.of(
            "Origin", "Label", "Suite", "Codename", "Version", "Date", "Valid-Until", "Architectures", "Components");
    private static final List<String> MONTHS =
            List.of("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec");
    /** RFC 2822 with the zones that apt takes, all of them meaning UTC. */
    private static final Pattern DATE = Pattern.compile(
            "(?:[A-Z][a-z]{2}, {1,2})?(\\d{1,2}) ([A-Z][a-z]{2}) (\\d{4}) (\\d{2}):(\\d{2}):(\\d{2}) (?:UTC|GMT|Z|[+-]0000)");

    private static final Pattern INDEX = Pattern.compile("([0-9a-fA-F]{64})[ \t]+(\\d{1,15})[ \t]+([\\x21-\\x7e]+)");

    private final String what;

    ReleaseParser(String what) {
        this.what = what;
    }

    ReleaseFile parse(byte[] text) throws FormatException {
        List<Stanza> stanzas = StanzaReader.readAll(text, Dialect.DATA, StanzaLimits.RELEASE, what);
        if (stanzas.size() != 1) {
            throw new FormatException(what, "a Release file has one stanza, not " + stanzas.size());
        }
        Stanza stanza = stanzas.get(0);
        for (String field : BOUNDED_FIELDS) {
            String value = stanza.find(field).orElse("");
            if (value.length() > MAX_FIELD || value.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\t')) {
                throw new FormatException(what, field + " is too long or has control characters");
            }
        }
        Instant date = date("Date", stanza.require("Date"));
        Optional<String> validUntil = stanza.find("Valid-Until");
        return new ReleaseFile(
                stanza,
                date,
                validUntil.isPresent() ? Optional.of(date("Valid-Until", validUntil.get())) : Optional.empty(),
                indexes(stanza));
    }

    private Instant date(String field, String value) throws FormatException {
        Matcher parts = DATE.matcher(value);
        int month = parts.matches() ? MONTHS.indexOf(parts.group(2)) + 1 : 0;
        if (month == 0) {
            throw new FormatException(what, field + " is no RFC 2822 date in UTC");
        }
        try {
            return LocalDateTime.of(
                            Integer.parseInt(parts.group(3)),
                            month,
                            Integer.parseInt(parts.group(1)),
                            Integer.parseInt(parts.group(4)),
                            Integer.parseInt(parts.group(5)),
                            Integer.parseInt(parts.group(6)))
                    .toInstant(ZoneOffset.UTC);
        } catch (DateTimeException e) {
            throw new FormatException(what, field + " is no date of the calendar", e);
        }
    }

    private Map<String, IndexEntry> indexes(Stanza stanza) throws FormatException {
        List<String> lines = stanza.lines("SHA256");
        if (lines.isEmpty()) {
            throw new FormatException(what, "no SHA256 section; weaker digests are not accepted");
        }
        if (lines.size() > MAX_INDEXES) {
            throw new FormatException(what, "more than " + MAX_INDEXES + " indexes");
        }
        Map<String, IndexEntry> indexes = new LinkedHashMap<>();
        for (String line : lines) {
            IndexEntry entry = index(line);
            IndexEntry earlier = indexes.putIfAbsent(entry.path(), entry);
            if (earlier != null && !earlier.equals(entry)) {
                throw new FormatException(what, "two different digests or sizes for " + entry.path());
            }
        }
        return Collections.unmodifiableMap(indexes);
    }

    private IndexEntry index(String line) throws FormatException {
        Matcher parts = INDEX.matcher(line);
        if (!parts.matches()) {
            throw new FormatException(what, "a line of the SHA256 section is not: digest, size, path");
        }
        String path = parts.group(3);
        if (!isSafePath(path)) {
            throw new FormatException(what, "the SHA256 section names a path that leaves the suite: " + path);
        }
        return new IndexEntry(
                path, Long.parseLong(parts.group(2)), new Digest(parts.group(1).toLowerCase(Locale.ROOT)));
    }

    private static boolean isSafePath(String path) {
        if (path.length() > MAX_PATH || path.indexOf('\\') >= 0) {
            return false;
        }
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                return false;
            }
        }
        return true;
    }
}
