package io.fettle.demo;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Sources that are imported at the second look. */
final class FakeSources implements Sources {
    final Map<String, Map<String, String>> settings = new LinkedHashMap<>();
    SourceState end = SourceState.CURRENT;
    private final Map<String, Integer> looks = new LinkedHashMap<>();

    @Override
    public SourceStatus add(String kind, String name, Map<String, String> given, Caller by) {
        String id = given.get("uri") + given.get("suite");
        settings.put(id, given);
        return status(id, SourceState.NEW);
    }

    @Override
    public Optional<SourceStatus> find(String id) {
        return Optional.of(status(id, looks.merge(id, 1, Integer::sum) < 2 ? SourceState.SYNCING : end));
    }

    private static SourceStatus status(String id, SourceState state) {
        return new SourceStatus(
                id,
                "apt",
                id,
                Map.of(),
                state,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                Optional.of(Reason.of("source.test")),
                Optional.empty(),
                0,
                7);
    }

    @Override
    public Page<SourceStatus> list(PageRequest page) {
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
