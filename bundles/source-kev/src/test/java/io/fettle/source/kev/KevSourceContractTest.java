package io.fettle.source.kev;

import static io.fettle.source.kev.KevDocument.entry;

import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.testkit.source.PatchSourceContract;
import io.fettle.testkit.source.VendorEdition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

class KevSourceContractTest extends PatchSourceContract {
    private static final String URI = "https://feeds.example.org/kev.json";

    @Override
    protected PatchSourceFactory factory() {
        return new KevSourceFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("uri", URI);
    }

    @Override
    protected VendorEdition first() {
        return edition("2024-05-10T08:00:00Z", entry("CVE-2024-1086", "Known"), entry("CVE-2023-0001", "Unknown"));
    }

    @Override
    protected VendorEdition later() {
        return edition("2024-05-11T08:00:00Z", entry("CVE-2024-1086", "Unknown"), entry("CVE-2024-0002", "Known"));
    }

    private static VendorEdition edition(String released, String... entries) {
        byte[] document = KevDocument.of(released, entries).getBytes(StandardCharsets.UTF_8);
        return new VendorEdition(Instant.parse(released).plusSeconds(3600), Map.of(URI, document));
    }
}
