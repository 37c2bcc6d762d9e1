package io.fettle.api.assessment;

/** Whiteboard service: told when evaluation has caught up with a change. Returns at once, does not throw. */
public interface FindingsListener {
    void evaluated(long catalogRevision, long changeRevision);
}
