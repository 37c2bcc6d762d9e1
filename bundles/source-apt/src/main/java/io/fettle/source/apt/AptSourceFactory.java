package io.fettle.source.apt;

import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes sources of kind {@code apt}. Thread-safe. */
@Component
public final class AptSourceFactory implements PatchSourceFactory {
    @Override
    public String kind() {
        return "apt";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        return new AptSource(AptSettings.parse(settings));
    }
}
