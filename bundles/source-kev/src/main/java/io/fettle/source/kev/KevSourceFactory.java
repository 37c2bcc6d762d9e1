package io.fettle.source.kev;

import io.fettle.spi.source.FeedLocation;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes sources of kind {@code kev}. Thread-safe. */
@Component
public final class KevSourceFactory implements PatchSourceFactory {
    /** CISA's own. */
    static final String DEFAULT_URI =
            "https://www.cisa.gov/sites/default/files/feeds/known_exploited_vulnerabilities.json";

    @Override
    public String kind() {
        return "kev";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        return new KevSource(FeedLocation.parse("uri", settings.getOrDefault("uri", DEFAULT_URI)));
    }
}
