package io.fettle.sources;

import io.fettle.api.PageRequest;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import io.fettle.spi.health.MetricSource;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many sources are in which state; those beyond the first thousand are not looked at. */
@Component(service = MetricSource.class)
public final class SourceMetrics implements MetricSource {
    private final Sources sources;

    @Activate
    public SourceMetrics(@Reference Sources sources) {
        this.sources = sources;
    }

    @Override
    public void measure(Metrics target) {
        Map<SourceState, Long> counts = sources.list(PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                .collect(Collectors.groupingBy(SourceStatus::state, Collectors.counting()));
        for (SourceState state : SourceState.values()) {
            target.gauge(
                    "sources",
                    "Configured sources of patches and advisories",
                    Map.of("state", state.name().toLowerCase(Locale.ROOT)),
                    counts.getOrDefault(state, 0L));
        }
    }
}
