package io.fettle.catalog.advisory;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.PackageLevel;

/** How records are keyed, and under which words they are found. */
final class Keys {
    static final String ADVISORY = "a\0";
    static final String NOTE = "n\0";
    static final String SUBJECT = "s\0";
    static final String ALIAS = "i\0";

    static final String SUPERSEDES = "r\0";

    /** The word of advisories that say nothing any more. */
    static final String WITHDRAWN = "w";

    private static final String CVE = "c\0";
    private static final int SUBJECT_PARTS = 5;

    private Keys() {}

    static String advisory(String nativeId) {
        return ADVISORY + nativeId;
    }

    static String note(CveId cve) {
        return NOTE + cve.value();
    }

    /** The word of advisories that are called so, or say that they are, where they have more than one name. */
    static String alias(String id) {
        return ALIAS + id;
    }

    /** The word of advisories that take the place of this one. */
    static String supersedes(String nativeId) {
        return SUPERSEDES + nativeId;
    }

    static String about(CveId cve) {
        return CVE + cve.value();
    }

    static String about(Subject subject) {
        return SUBJECT
                + subject.ecosystem()
                + '\0'
                + subject.platform()
                + '\0'
                + subject.level()
                + '\0'
                + subject.name();
    }

    static Subject subject(String word) {
        String[] parts = word.split("\0", SUBJECT_PARTS);
        return new Subject(parts[1], parts[2], PackageLevel.valueOf(parts[3]), parts[4]);
    }
}
