package io.fettle.source.apt;

import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.LinkedHashMap;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes sources of kind {@code apt}. Thread-safe. */
@Component
public final class AptSourceFactory implements PatchSourceFactory {
    private static final int MAX_KEPT = 64;

    /** Parsing a keyring verifies its keys' own signatures, which would be most of what a run without changes costs. */
    private final Map<Map<String, String>, AptSettings> parsed = new LinkedHashMap<>(MAX_KEPT, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Map<String, String>, AptSettings> eldest) {
            return size() > MAX_KEPT;
        }
    };

    @Override
    public String kind() {
        return "apt";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        synchronized (parsed) {
            return new AptSource(parsed.computeIfAbsent(Map.copyOf(settings), AptSettings::parse));
        }
    }
}
