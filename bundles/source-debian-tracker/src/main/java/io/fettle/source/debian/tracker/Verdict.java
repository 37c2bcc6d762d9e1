package io.fettle.source.debian.tracker;

import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.FixStatus;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What is said of a package in a release.
 *
 * @param fixed where the status is FIXED
 * @param note in Debian's words
 */
record Verdict(FixStatus status, Optional<String> fixed, String note) {
    /** The tracker's way to say that no version was ever affected. */
    private static final String NEVER = "0";

    private static final String IGNORED = "ignored";
    private static final String NO_DSA = "no-dsa";
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~:-]{0,199}");

    Verdict {
        note = note.length() > Affected.MAX_NOTE ? note.substring(0, Affected.MAX_NOTE) : note;
    }

    /**
     * From the fields of the tracker's JSON; those that are absent are empty.
     *
     * @throws IllegalArgumentException where they make no sense; the message says why
     */
    static Verdict of(String status, String fixedVersion, String urgency, String nodsa, String nodsaReason) {
        return switch (status) {
            case "resolved" -> resolved(fixedVersion);
            case "open" -> open(urgency, nodsaReason, comment(nodsa, nodsaReason));
            case "undetermined" -> plain(FixStatus.UNDER_INVESTIGATION, comment(nodsa, nodsaReason));
            default -> throw new IllegalArgumentException("the status is neither resolved, open nor undetermined");
        };
    }

    private static Verdict resolved(String fixedVersion) {
        return fixedVersion.equals(NEVER) ? plain(FixStatus.NOT_AFFECTED, "") : fixedIn(fixedVersion, "");
    }

    private static Verdict open(String urgency, String nodsaReason, String comment) {
        if (urgency.equals(Urgency.END_OF_LIFE)) {
            return plain(FixStatus.END_OF_LIFE, comment.isEmpty() ? Urgency.END_OF_LIFE : comment);
        }
        return plain(nodsaReason.equals(IGNORED) ? FixStatus.WONT_FIX : FixStatus.AFFECTED, comment);
    }

    private static String comment(String nodsa, String nodsaReason) {
        if (nodsa.isEmpty() && nodsaReason.isEmpty()) {
            return "";
        }
        String reason = nodsaReason.isEmpty() ? NO_DSA : nodsaReason;
        return nodsa.isEmpty() ? reason : reason + ": " + nodsa;
    }

    /**
     * From a line of one of the lists; empty for what says nothing of installed packages.
     *
     * @param word a version, or a tag such as {@code <ignored>}
     */
    static Optional<Verdict> of(String word, String reason) {
        return switch (word) {
            case "<not-affected>" -> Optional.of(plain(FixStatus.NOT_AFFECTED, reason));
            case "<unfixed>" -> Optional.of(plain(FixStatus.AFFECTED, reason));
            case "<ignored>" -> Optional.of(plain(FixStatus.WONT_FIX, comment(reason, IGNORED)));
            case "<postponed>" -> Optional.of(plain(FixStatus.AFFECTED, comment(reason, "postponed")));
            case "<no-dsa>" -> Optional.of(plain(FixStatus.AFFECTED, comment(reason, NO_DSA)));
            case "<end-of-life>" -> Optional.of(plain(FixStatus.END_OF_LIFE, comment(reason, Urgency.END_OF_LIFE)));
            case "<undetermined>" -> Optional.of(plain(FixStatus.UNDER_INVESTIGATION, reason));
            default -> VERSION.matcher(word).matches() ? Optional.of(fixedIn(word, "")) : Optional.empty();
        };
    }

    private static Verdict plain(FixStatus status, String note) {
        return new Verdict(status, Optional.empty(), note);
    }

    private static Verdict fixedIn(String version, String note) {
        if (!VERSION.matcher(version).matches()) {
            throw new IllegalArgumentException("the fixed version is missing or out of form");
        }
        return new Verdict(FixStatus.FIXED, Optional.of(version), note);
    }
}
