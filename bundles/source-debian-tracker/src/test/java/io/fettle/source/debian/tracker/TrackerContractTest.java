package io.fettle.source.debian.tracker;

import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.testkit.source.PatchSourceContract;
import io.fettle.testkit.source.VendorEdition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

class TrackerContractTest extends PatchSourceContract {
    private static final String JSON = "https://tracker.example.org/tracker/data/json";
    private static final String CVE = "https://lists.example.org/data/CVE/list";
    private static final String DSA = "https://lists.example.org/data/DSA/list";
    private static final Instant NOW = Instant.parse("2024-06-10T12:00:00Z");

    @Override
    protected PatchSourceFactory factory() {
        return new DebianTrackerSourceFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("uri", JSON, "cveUri", CVE, "dsaUri", DSA);
    }

    @Override
    protected VendorEdition first() {
        return edition(TrackerDocuments.JSON, TrackerDocuments.CVE_LIST, TrackerDocuments.DSA_LIST);
    }

    @Override
    protected VendorEdition later() {
        return edition(
                TrackerDocuments.JSON
                        .replace("3.0.13-1~deb12u1", "3.0.14-1~deb12u1")
                        .replace("TEMP-0000000-0CA7E3", "TEMP-0000001-0CA7E3"),
                TrackerDocuments.CVE_LIST.replace("bookworm] - openssl 3", "bookworm] - openssl 1:3"),
                "[05 Jun 2024] DSA-5701-1 nodejs - security update\n\t[bookworm] - nodejs 18.20.4+dfsg-1~deb12u1\n"
                        + TrackerDocuments.DSA_LIST);
    }

    /** The tracker changes in three files. */
    @Override
    protected int requestsWhereNothingChanged() {
        return 3;
    }

    /** The lists are lines, newest first, without a count or a last line. */
    @Override
    protected boolean showsThatItIsCut(String uri) {
        return uri.equals(JSON);
    }

    private static VendorEdition edition(String json, String cves, String announcements) {
        return new VendorEdition(
                NOW,
                Map.of(
                        JSON, json.getBytes(StandardCharsets.UTF_8),
                        CVE, cves.getBytes(StandardCharsets.UTF_8),
                        DSA, announcements.getBytes(StandardCharsets.UTF_8)));
    }
}
