package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import io.fettle.testkit.health.RecordedMetrics;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SourceMetricsTest {
    @Test
    void sourcesAreCountedByStateAndStatesWithoutAnyAreZero() {
        assertThat(RecordedMetrics.of(
                        new SourceMetrics(new Listed(SourceState.CURRENT, SourceState.REFUSED, SourceState.CURRENT))))
                .hasSize(SourceState.values().length)
                .containsEntry("sources{state=\"current\"}", 2.0)
                .containsEntry("sources{state=\"refused\"}", 1.0)
                .containsEntry("sources{state=\"unreachable\"}", 0.0);
    }

    /** Only lists. */
    private static final class Listed implements Sources {
        private final List<SourceStatus> all;

        Listed(SourceState... states) {
            all = Stream.of(states).map(Listed::source).toList();
        }

        private static SourceStatus source(SourceState state) {
            return new SourceStatus(
                    "s",
                    "apt",
                    "Debian",
                    Map.of(),
                    state,
                    Instant.EPOCH,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    0,
                    7);
        }

        @Override
        public Page<SourceStatus> list(PageRequest page) {
            return new Page<>(all, all.size());
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
}
