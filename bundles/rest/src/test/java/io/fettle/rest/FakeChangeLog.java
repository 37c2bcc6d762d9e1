package io.fettle.rest;

import io.fettle.api.change.Change;
import io.fettle.api.change.ChangeLog;
import io.fettle.api.change.Topic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A change log in memory, revisions without gaps. */
final class FakeChangeLog implements ChangeLog {
    private final List<Change> changes = new ArrayList<>();

    synchronized void add(Topic topic, String subject) {
        changes.add(new Change(changes.size() + 1L, topic, subject, Instant.EPOCH));
    }

    @Override
    public synchronized long latest() {
        return changes.size();
    }

    @Override
    public synchronized List<Change> since(long revision, int max) {
        int from = (int) Math.min(revision, changes.size());
        return List.copyOf(changes.subList(from, Math.min(changes.size(), from + max)));
    }
}
