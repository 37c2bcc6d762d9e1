package io.fettle.assessment.verdict;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.assessment.Finding;
import io.fettle.api.mirror.RepositoryUri;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Sources that nobody keeps up to date: their plug-in is not here, an admin switched them off, or they have not succeeded
 * for a day. What they said before still counts; it only may not be true any more. Immutable.
 */
public final class StaleSources {
    static final Duration FRESH = Duration.ofHours(24);
    public static final StaleSources NONE = new StaleSources(Map.of(), Map.of());

    private final Map<String, Reason> reasons;
    /** The same by the repository that each is to bring, for there may be nothing of it yet. */
    private final Map<String, Reason> awaited;

    private StaleSources(Map<String, Reason> reasons, Map<String, Reason> awaited) {
        this.reasons = reasons;
        this.awaited = awaited;
    }

    /** Calls the engine, so no lock may be held. */
    public static StaleSources among(Sources sources, Instant now) {
        Map<String, Reason> reasons = new TreeMap<>();
        Map<String, Reason> awaited = new HashMap<>();
        Page<SourceStatus> page;
        int offset = 0;
        do {
            page = sources.list(new PageRequest(offset, PageRequest.MAX_LIMIT));
            page.items().stream().filter(status -> isStale(status, now)).forEach(status -> {
                reasons.put(status.id(), reason(status));
                repository(status).ifPresent(key -> awaited.put(key, reason(status)));
            });
            offset += page.items().size();
        } while (!page.items().isEmpty() && offset < page.total());
        return new StaleSources(reasons, awaited);
    }

    private static Optional<String> repository(SourceStatus status) {
        return Optional.ofNullable(status.settings().get("uri"))
                .map(uri -> RepositoryUri.key(uri, status.settings().getOrDefault("suite", "")));
    }

    public boolean isEmpty() {
        return reasons.isEmpty();
    }

    /** Why a repository is not in the catalog though there is a source for it; empty where nobody configured one. */
    public Optional<Reason> instead(Reason gap) {
        String uri = gap.parameters().getOrDefault("uri", "");
        String suite = gap.parameters().getOrDefault("suite", "");
        return Optional.ofNullable(awaited.get(RepositoryUri.key(uri, suite)))
                .or(() -> Optional.ofNullable(awaited.get(RepositoryUri.key(uri, ""))));
    }

    private static boolean isStale(SourceStatus status, Instant now) {
        boolean left = status.state() == SourceState.ABSENT || status.state() == SourceState.DISABLED;
        return left
                || status.lastSuccess()
                        .map(success -> success.plus(FRESH).isBefore(now))
                        .orElse(true);
    }

    private static Reason reason(SourceStatus status) {
        Map<String, String> facts = new TreeMap<>(
                Map.of("name", status.name(), "state", status.state().name()));
        status.lastSuccess().ifPresent(success -> facts.put("since", success.toString()));
        return new Reason(Finding.STALE_SOURCE, facts);
    }

    /** Why what these sources say may be outdated, each once; empty where all are kept up to date. */
    public List<Reason> behind(Collection<String> sourceIds) {
        return sourceIds.stream()
                .distinct()
                .sorted()
                .flatMap(id -> Optional.ofNullable(reasons.get(id)).stream())
                .toList();
    }
}
