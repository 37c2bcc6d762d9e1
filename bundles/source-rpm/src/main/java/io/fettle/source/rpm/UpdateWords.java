package io.fettle.source.rpm;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the words of an updateinfo.xml mean. Every vendor has its own. */
final class UpdateWords {
    private static final Pattern CVE = Pattern.compile("CVE-\\d{4}-\\d{4,10}(?!\\d)");
    /** {@code 2024-02-27 02:07:15}, without seconds, without time, with a T, with a zone that is always UTC. */
    private static final DateTimeFormatter TIME = new DateTimeFormatterBuilder()
            .appendPattern("yyyy-MM-dd['T'][' ']HH:mm[:ss]")
            .toFormatter(Locale.ROOT);

    private static final int DATE_LENGTH = 10;

    private UpdateWords() {}

    static Advisory.Type type(String word) {
        return switch (lower(word)) {
            case "security" -> Advisory.Type.SECURITY;
            case "bugfix", "recommended" -> Advisory.Type.BUGFIX;
            case "enhancement", "feature", "optional" -> Advisory.Type.ENHANCEMENT;
            case "newpackage" -> Advisory.Type.NEW_PACKAGE;
            default -> Advisory.Type.UNKNOWN;
        };
    }

    static Advisory.Status status(String word) {
        return switch (lower(word)) {
            case "testing" -> Advisory.Status.TESTING;
            case "retracted", "withdrawn", "obsolete" -> Advisory.Status.WITHDRAWN;
            default -> Advisory.Status.FINAL;
        };
    }

    /** Unknown for "None" as well: that says that nobody rated it. */
    static Severity severity(String word) {
        return switch (lower(word)) {
            case "critical" -> Severity.CRITICAL;
            case "important", "high", "urgent" -> Severity.IMPORTANT;
            case "moderate", "medium" -> Severity.MODERATE;
            case "low" -> Severity.LOW;
            default -> Severity.UNKNOWN;
        };
    }

    /** Empty for a date that nobody can read. */
    static Optional<Instant> time(String text) {
        String bare = text.replaceFirst("\\s*(?:UTC|Z|GMT)$", "");
        try {
            if (Forms.isNumber(bare) && bare.length() > 8) {
                return Optional.of(Instant.ofEpochSecond(Long.parseLong(bare)));
            }
            if (bare.length() == DATE_LENGTH) {
                return Optional.of(LocalDate.parse(bare).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return Optional.of(LocalDateTime.parse(bare, TIME).toInstant(ZoneOffset.UTC));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** CVEs that a text names. Some vendors have them in the titles of bugs only. */
    static List<CveId> cves(String text) {
        if (!text.contains("CVE-")) {
            return List.of();
        }
        List<CveId> found = new ArrayList<>();
        Matcher matcher = CVE.matcher(text);
        while (matcher.find()) {
            found.add(new CveId(matcher.group()));
        }
        return found;
    }

    /** Whether a mark such as {@code <reboot_suggested>} is set; some write it empty, some a word. */
    static boolean isSet(String text) {
        return switch (lower(text)) {
            case "false", "0", "no", "none" -> false;
            default -> true;
        };
    }

    private static String lower(String word) {
        return word.toLowerCase(Locale.ROOT);
    }
}
