package io.fettle.source.rpm;

import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes sources of kind {@code rpm}. Thread-safe. */
@Component
public final class RpmSourceFactory implements PatchSourceFactory {
    @Override
    public String kind() {
        return "rpm";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        return new RpmSource(RpmSettings.parse(settings));
    }
}
