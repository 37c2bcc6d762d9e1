package io.fettle.api.change;

/**
 * Whiteboard service: told, after a commit, that there is something newer than it may have seen. A hint: it may be
 * late, merged or missed, so a listener keeps the last revision that it has worked off and catches up from the
 * {@link ChangeLog}. Called on a thread of the persistence bundle; must return at once (hand over to a thread of your
 * own) and must not throw.
 */
public interface ChangeListener {
    void changed(long latestRevision);
}
