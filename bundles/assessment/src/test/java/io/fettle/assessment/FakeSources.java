package io.fettle.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources that only say how they are. */
public final class FakeSources implements Sources {
    private final List<SourceStatus> all = new ArrayList<>();

    public FakeSources with(String id, SourceState state, Optional<Instant> lastSuccess) {
        return with(id, state, lastSuccess, Map.of());
    }

    public FakeSources with(String id, SourceState state, Optional<Instant> lastSuccess, Map<String, String> settings) {
        all.removeIf(status -> status.id().equals(id));
        all.add(new SourceStatus(
                id,
                "kind",
                "Source " + id,
                settings,
                state,
                FakeFleet.NOON,
                lastSuccess,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                7));
        return this;
    }

    @Override
    public Page<SourceStatus> list(PageRequest page) {
        return new Page<>(all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
    }

    @Override
    public Optional<SourceStatus> find(String id) {
        throw new UnsupportedOperationException();
    }

    @Override
    public SourceStatus add(String kind, String name, Map<String, String> settings, Caller by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void remove(String id, Caller by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void syncNow(String id, Caller by) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Boolean> kinds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<Map<String, String>> suggestions(Scope scope) {
        throw new UnsupportedOperationException();
    }
}
