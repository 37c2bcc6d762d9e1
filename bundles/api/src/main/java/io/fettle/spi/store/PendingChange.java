package io.fettle.spi.store;

import io.fettle.api.change.Topic;

/**
 * A row that the change log shall get in the same transaction as the write that causes it.
 *
 * @param topic what the change is about
 * @param subject id of the changed thing, 1 to 200 characters
 */
public record PendingChange(Topic topic, String subject) {
    public static final int MAX_SUBJECT = 200;

    public PendingChange {
        if (subject.isEmpty() || subject.length() > MAX_SUBJECT) {
            throw new IllegalArgumentException("The subject of a change has 1 to " + MAX_SUBJECT + " characters");
        }
    }
}
