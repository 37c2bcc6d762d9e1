package ${package};

import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import io.fettle.spi.source.FeedLocation;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.Map;
import org.osgi.service.component.annotations.Component;

/** Makes sources of kind {@code ${kind}}; their one setting is {@code uri}. Thread-safe. */
@Component
public final class ${className}SourceFactory implements PatchSourceFactory {
    @Override
    public String kind() {
        return "${kind}";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        String uri = settings.get("uri");
        if (uri == null) {
            throw new FettleException(
                    SourceError.INVALID_SOURCE, "The setting \"uri\" is missing: where the feed lies");
        }
        return new ${className}Source(FeedLocation.parse("uri", uri));
    }
}
