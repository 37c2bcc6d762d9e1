package io.fettle.source.debian.tracker;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line such as {@code [bookworm] - openssl 3.0.11-1~deb12u2 (bug #1050000)} of one of the tracker's lists.
 *
 * @param release code name; empty for unstable
 * @param word a version, or a tag such as {@code <ignored>}
 * @param reason what stands in parentheses; empty without
 */
record PackageLine(String release, String name, String word, String reason) {
    private static final Pattern FORM = Pattern.compile("(?:\\[([a-z]{1,30})]\\s++)?-\\s++([a-z0-9][a-z0-9+.-]{0,199}+)"
            + "\\s++(<[a-z-]{1,30}+>|[A-Za-z0-9][A-Za-z0-9.+~:-]{0,199}+)(?:\\s++\\((.*)\\))?\\s*+");

    /** @param line without white space around it */
    static Optional<PackageLine> parse(String line) {
        Matcher form = FORM.matcher(line);
        if (!form.matches()) {
            return Optional.empty();
        }
        String release = form.group(1) == null ? "" : form.group(1);
        String reason = form.group(4) == null ? "" : form.group(4).strip();
        return Optional.of(new PackageLine(release, form.group(2), form.group(3), reason));
    }

    Optional<Verdict> verdict() {
        return Verdict.of(word, reason);
    }
}
