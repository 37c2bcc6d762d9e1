package io.fettle.assessment;

import io.fettle.api.assessment.ExposureNews;
import io.fettle.spi.store.ExposureNewsStore;
import io.fettle.spi.store.PendingChange;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Keeps news as a database would, and fails when a test says so. */
final class MemoryNews implements ExposureNewsStore {
    final List<ExposureNews> news = new ArrayList<>();
    final List<PendingChange> changes = new ArrayList<>();
    boolean failing;
    private long seen = NEVER;

    @Override
    public void readAll(Consumer<ExposureNews> reader) {
        news.forEach(reader);
    }

    @Override
    public long seen() {
        return seen;
    }

    @Override
    public void append(List<ExposureNews> more, long revision, long dropBefore, List<PendingChange> pending) {
        if (failing) {
            throw new IllegalStateException("the database is away");
        }
        news.removeIf(one -> one.id() < dropBefore);
        news.addAll(more);
        changes.addAll(pending);
        seen = revision;
    }
}
