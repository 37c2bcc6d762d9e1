package io.fettle.source.debian.tracker;

import io.fettle.api.Digest;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The files that are configured.
 *
 * @param bulletins lists of announcements
 * @param readAs names the settings: what was read under others has to be read again
 */
record TrackerFiles(
        TrackerFile json,
        Optional<TrackerFile> cveList,
        List<TrackerFile> bulletins,
        Releases releases,
        String readAs) {
    /** Raised when the same bytes lead to other advisories. */
    private static final String EDITION = "1";

    static TrackerFiles of(TrackerSettings settings) {
        return new TrackerFiles(
                new TrackerFile("json", settings.flaws(), FlawReader.MAX_BYTES),
                settings.cveList().map(location -> new TrackerFile("cve", location, CveListReader.MAX_BYTES)),
                Stream.concat(
                                settings
                                        .dsaList()
                                        .map(location -> new TrackerFile("dsa", location, BulletinReader.MAX_BYTES))
                                        .stream(),
                                settings
                                        .dlaList()
                                        .map(location -> new TrackerFile("dla", location, BulletinReader.MAX_BYTES))
                                        .stream())
                        .toList(),
                settings.releases(),
                Digest.of((EDITION + settings).getBytes(StandardCharsets.UTF_8)).hex());
    }

    /** All but the JSON. */
    List<TrackerFile> lists() {
        return Stream.concat(cveList.stream(), bulletins.stream()).toList();
    }
}
