package io.fettle.sources;

import io.fettle.api.source.SourceStatus;

/** A source that was configured, and what that did. */
record Configured(SourceStatus status, Effect effect) {
    enum Effect {
        ADDED,
        CHANGED,
        /** Its name and settings were the same before; its run is due all the same. */
        NONE;

        static Effect of(boolean added, boolean changed) {
            if (added) {
                return ADDED;
            }
            return changed ? CHANGED : NONE;
        }
    }
}
