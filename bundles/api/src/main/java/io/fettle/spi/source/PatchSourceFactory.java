package io.fettle.spi.source;

import java.util.Map;
import org.osgi.annotation.versioning.ConsumerType;

/** Plug-in (0..n): makes the sources of one kind. Thread-safe. It may leave at any time, also while a source runs. */
@ConsumerType
public interface PatchSourceFactory {
    /** Stable, lower case, at most 40 characters, for example {@code apt}. Of two plug-ins of one kind, the first counts. */
    String kind();

    /**
     * Makes a source. Does no I/O; ignores keys that it does not know.
     *
     * @throws io.fettle.api.FettleException INVALID_SOURCE where a setting is missing or wrong; the message names it
     */
    PatchSource create(Map<String, String> settings);
}
