package io.fettle.api.source;

/** Where a source stands. */
public enum SourceState {
    /** Configured, never synchronised. */
    NEW,
    /** Running now; see the progress. */
    SYNCING,
    /** The last run brought or confirmed everything. */
    CURRENT,
    /** The last run failed for a reason that may pass; it is tried again. */
    UNREACHABLE,
    /** The last run was refused: signature, freshness, torn mirror. What was published before stays. */
    REFUSED,
    /** No plug-in of this kind is installed now. */
    ABSENT,
    /** Switched off by an admin. */
    DISABLED
}
