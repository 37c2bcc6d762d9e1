package io.fettle.source.epss;

import io.fettle.spi.source.FeedLocation;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes sources of kind {@code epss}. Thread-safe. */
@Component
public final class EpssSourceFactory implements PatchSourceFactory {
    /** Leads to the file of the day. */
    static final String DEFAULT_URI = "https://epss.empiricalsecurity.com/epss_scores-current.csv.gz";

    @Override
    public String kind() {
        return "epss";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        return new EpssSource(FeedLocation.parse("uri", settings.getOrDefault("uri", DEFAULT_URI)));
    }
}
