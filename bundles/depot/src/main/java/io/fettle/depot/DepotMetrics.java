package io.fettle.depot;

import io.fettle.api.content.DepotFigures;
import io.fettle.api.content.DepotMeter;
import io.fettle.spi.health.MetricSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the depot holds and fetches. */
@Component(service = MetricSource.class)
public final class DepotMetrics implements MetricSource {
    private final DepotMeter meter;

    @Activate
    public DepotMetrics(@Reference DepotMeter meter) {
        this.meter = meter;
    }

    @Override
    public void measure(Metrics target) {
        DepotFigures figures = meter.figures();
        target.gauge("depot_items", "Pieces of content that are held", figures.files());
        target.gauge("depot_bytes", "Bytes that are held", figures.bytes());
        target.counter("depot_requests_total", "Pieces of content that were asked for", figures.requests());
        target.counter("depot_pulled_items_total", "Pieces of content that were fetched whole", figures.pulledFiles());
        target.counter(
                "depot_pulled_bytes_total",
                "Bytes that were fetched, those of broken downloads included",
                figures.pulledBytes());
    }
}
