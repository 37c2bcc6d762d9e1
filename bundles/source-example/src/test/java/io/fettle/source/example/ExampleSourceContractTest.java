package io.fettle.source.example;

import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.testkit.source.PatchSourceContract;
import io.fettle.testkit.source.VendorEdition;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;

class ExampleSourceContractTest extends PatchSourceContract {
    private static final String URI = "https://feeds.example.org/advisories.json";

    // tag::editions[]
    private static final String FIRST = """
            {"published": "2026-05-01T08:00:00Z", "advisories": [
              {"id": "EX-2026-001", "title": "A request may crash exampled", "severity": "important",
               "cves": ["CVE-2026-0001"],
               "fixes": [{"platform": "Debian:12", "package": "exampled", "version": "2.4-1"}]},
              {"id": "EX-2026-002", "title": "Announced by mistake",
               "fixes": [{"platform": "Debian:12", "package": "example-tools", "version": "1.1-1"}]}]}
            """;
    private static final String LATER = """
            {"published": "2026-05-02T08:00:00Z", "advisories": [
              {"id": "EX-2026-001", "title": "A request may crash exampled", "severity": "critical",
               "cves": ["CVE-2026-0001", "CVE-2026-0002"],
               "fixes": [{"platform": "Debian:12", "package": "exampled", "version": "2.4-2"}]},
              {"id": "EX-2026-003", "title": "A file may crash example-tools", "cves": ["CVE-2026-0003"],
               "fixes": [{"ecosystem": "rpm", "platform": "Rocky Linux:9", "package": "example", "version": "1.2-1"}]}]}
            """;
    // end::editions[]

    // tag::contract[]
    @Override
    protected PatchSourceFactory factory() {
        return new ExampleSourceFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("uri", URI);
    }

    @Override
    protected VendorEdition first() {
        return edition("2026-05-01T09:00:00Z", FIRST);
    }

    @Override
    protected VendorEdition later() {
        return edition("2026-05-02T09:00:00Z", LATER);
    }

    private static VendorEdition edition(String read, String document) {
        return new VendorEdition(Instant.parse(read), Map.of(URI, document.getBytes(StandardCharsets.UTF_8)));
    }
    // end::contract[]
}
