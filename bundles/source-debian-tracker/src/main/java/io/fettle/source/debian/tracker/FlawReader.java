package io.fettle.source.debian.tracker;

import io.fettle.format.json.JsonLimits;
import io.fettle.format.json.JsonReader;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.IntConsumer;

/**
 * Reads the tracker's JSON, some 70 MB, as it comes: package, flaw, release. One package and flaw has a status for each
 * release; which suite has which version today ({@code repositories}) says nothing of installed ones. For one document.
 */
final class FlawReader {
    static final long MAX_BYTES = 256L << 20;
    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 10, 200, 200_000, 200_000, 50_000_000);
    private static final int PROGRESS_EVERY = 200;

    private final JsonReader json;
    private final Releases releases;
    private final FlawIndex index;

    private FlawReader(JsonReader json, Releases releases, FlawIndex index) {
        this.json = json;
        this.releases = releases;
        this.index = index;
    }

    /**
     * Reads the stream to its end.
     *
     * @param what names the document in failures
     * @param progress is told how many packages were read
     */
    static void read(InputStream document, String what, Releases releases, FlawIndex into, IntConsumer progress)
            throws IOException {
        try (JsonReader json = JsonReader.open(document, LIMITS, what)) {
            new FlawReader(json, releases, into).readPackages(progress);
        }
    }

    private void readPackages(IntConsumer progress) throws IOException {
        int packages = 0;
        json.enterObject();
        while (json.nextField()) {
            readFlaws(json.field());
            if (++packages % PROGRESS_EVERY == 0) {
                progress.accept(packages);
            }
        }
        json.end();
        if (index.flaws().isEmpty()) {
            throw json.malformed("no flaws are listed");
        }
    }

    private void readFlaws(String packageName) throws IOException {
        json.enterObject();
        while (json.nextField()) {
            try {
                readFlaw(packageName, index.flaw(json.field()));
            } catch (IllegalArgumentException e) {
                throw json.malformed(e.getMessage() + ", package \"" + packageName + '"', e);
            }
        }
    }

    private void readFlaw(String packageName, Flaw flaw) throws IOException {
        json.enterObject();
        while (json.nextField()) {
            switch (json.field()) {
                case "description" -> index.describe(flaw, json.text());
                case "debianbug" -> flaw.reportedAs(json.number());
                case "releases" -> readReleases(packageName, flaw);
                default -> json.skip();
            }
        }
    }

    private void readReleases(String packageName, Flaw flaw) throws IOException {
        json.enterObject();
        while (json.nextField()) {
            Optional<String> platform = releases.platform(json.field());
            if (platform.isPresent()) {
                readRelease(packageName, flaw, platform.get());
            } else {
                json.skip();
            }
        }
    }

    private void readRelease(String packageName, Flaw flaw, String platform) throws IOException {
        String status = "";
        String fixed = "";
        String urgency = "";
        String nodsa = "";
        String nodsaReason = "";
        json.enterObject();
        while (json.nextField()) {
            switch (json.field()) {
                case "status" -> status = json.text();
                case "fixed_version" -> fixed = json.text();
                case "urgency" -> urgency = json.text();
                case "nodsa" -> nodsa = json.text();
                case "nodsa_reason" -> nodsaReason = json.text();
                default -> json.skip();
            }
        }
        index.add(flaw, packageName, platform, Verdict.of(status, fixed, urgency, nodsa, nodsaReason), urgency);
    }
}
