package io.fettle.api.approval;

import io.fettle.api.catalog.PatchId;
import java.time.Instant;

/**
 * The newest decision about one patch for one group; what it was before is in the audit.
 *
 * @param group name of the group, 1 to {@link #MAX_GROUP} characters; {@link #ALL} stands for every computer
 * @param by name of whoever decided, 1 to {@link #MAX_NAME} characters
 * @param note why, in the words of whoever decided; may be empty, at most {@link #MAX_NOTE} characters
 */
public record Approval(PatchId patch, String group, Decision decision, String by, Instant at, String note) {
    /** Every computer, whatever groups it is in. A group of this name cannot be addressed apart from all others. */
    public static final String ALL = "all";

    public static final int MAX_GROUP = 100;
    public static final int MAX_NAME = 200;
    public static final int MAX_NOTE = 500;

    public Approval {
        if (group.isEmpty() || group.length() > MAX_GROUP) {
            throw new IllegalArgumentException("The group of an approval has 1 to " + MAX_GROUP + " characters");
        }
        if (by.isEmpty() || by.length() > MAX_NAME || note.length() > MAX_NOTE) {
            throw new IllegalArgumentException("An approval names who decided in at most " + MAX_NAME
                    + " characters, and why in at most " + MAX_NOTE);
        }
    }
}
