package io.fettle.api.assessment;

/** Computer x patch. */
public enum FindingState {
    /** A newer version is the computer's candidate and is not installed. */
    MISSING,
    /** Missing, and the owner holds the package. Counts as missing. */
    HELD,
    /** Missing, but the computer's own package manager would not take it now. Counts as missing. */
    BLOCKED,
    /** Missing, and the vendor hands it out step by step. Counts as missing. */
    PHASED,
    INSTALLED,
    NOT_APPLICABLE,
    /** A newer version exists, and a local pin keeps it away. */
    PINNED,
    /** It could be installed, but a newer patch supersedes it, which is missing and not approved. */
    SUPERSEDED,
    /** Installed, and not running before a reboot: {@code installed} is what runs, {@code candidate} what would run then. */
    REBOOT_PENDING,
    /** The installed package has flaws that its vendor mends in no version: there is no patch, and no ill health. */
    NO_FIX,
    /** The computer's platform is not supported any more. */
    EOL,
    /** It is not supported for long any more; no ill health yet. */
    EOL_SOON,
    /** The candidate is older than what is installed: a pin above 1000 asks for a downgrade. */
    DOWNGRADE,
    /** The computer's configuration hides updates, for example by Default-Release. */
    UPDATES_HIDDEN,
    UNKNOWN;

    /** Whether it belongs to the set that {@code apt list --upgradable} shows. */
    public boolean isMissing() {
        return this == MISSING || this == HELD || this == BLOCKED || this == PHASED;
    }
}
