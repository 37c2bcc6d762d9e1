package io.fettle.source.debian.tracker;

import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes sources of kind {@code debian-tracker}. Thread-safe. */
@Component
public final class DebianTrackerSourceFactory implements PatchSourceFactory {
    @Override
    public String kind() {
        return "debian-tracker";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        return new DebianTrackerSource(TrackerSettings.parse(settings));
    }
}
