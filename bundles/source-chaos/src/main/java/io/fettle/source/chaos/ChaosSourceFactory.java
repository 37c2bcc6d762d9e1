package io.fettle.source.chaos;

import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes sources of kind {@code chaos}; the setting {@code behaviour} says in which way each goes wrong after its first run. */
@Component
public final class ChaosSourceFactory implements PatchSourceFactory {
    @Override
    public String kind() {
        return "chaos";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        String name = settings.getOrDefault("behaviour", "");
        try {
            return new ChaosSource(Behaviour.valueOf(name.toUpperCase(Locale.ROOT)));
        } catch (IllegalArgumentException e) {
            throw new FettleException(SourceError.INVALID_SOURCE, "The setting \"behaviour\" names none: " + name, e);
        }
    }
}
