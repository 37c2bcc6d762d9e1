package io.fettle.source.debian.tracker;

import io.fettle.spi.source.FeedLocation;
import java.util.Map;
import java.util.Optional;

/**
 * What an admin configured.
 *
 * @param flaws the tracker's JSON
 * @param cveList {@code data/CVE/list}, which also knows packages that left the archive
 * @param dsaList {@code data/DSA/list}
 * @param dlaList {@code data/DLA/list}
 */
record TrackerSettings(
        FeedLocation flaws,
        Optional<FeedLocation> cveList,
        Optional<FeedLocation> dsaList,
        Optional<FeedLocation> dlaList,
        Releases releases) {
    /** Debian's own. */
    static final String DEFAULT_URI = "https://security-tracker.debian.org/tracker/data/json";

    static TrackerSettings parse(Map<String, String> settings) {
        return new TrackerSettings(
                FeedLocation.parse("uri", settings.getOrDefault("uri", DEFAULT_URI)),
                optional(settings, "cveUri"),
                optional(settings, "dsaUri"),
                optional(settings, "dlaUri"),
                Releases.parse(settings.getOrDefault("releases", "")));
    }

    private static Optional<FeedLocation> optional(Map<String, String> settings, String key) {
        return Optional.ofNullable(settings.get(key))
                .filter(uri -> !uri.isBlank())
                .map(uri -> FeedLocation.parse(key, uri));
    }
}
