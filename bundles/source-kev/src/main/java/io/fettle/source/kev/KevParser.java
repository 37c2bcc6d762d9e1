package io.fettle.source.kev;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.format.json.JsonLimits;
import io.fettle.format.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the list. It is small and cared for, so whatever contradicts itself is refused as a whole. For one document. */
final class KevParser {
    static final int MAX_BYTES = 32 << 20;
    static final int MAX_ENTRIES = 100_000;

    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 6, 100, 100_000, MAX_ENTRIES, 5_000_000);
    private static final String RANSOMWARE = "Known";

    private final JsonReader json;
    private final Map<CveId, VulnerabilityNote> notes = new LinkedHashMap<>();
    private Optional<Instant> released = Optional.empty();
    private Optional<Long> count = Optional.empty();

    private KevParser(JsonReader json) {
        this.json = json;
    }

    /** @param what names the document in failures */
    static KevCatalog parse(byte[] document, String what) throws IOException {
        try (JsonReader json = JsonReader.open(new ByteArrayInputStream(document), LIMITS, what)) {
            return new KevParser(json).read();
        }
    }

    private KevCatalog read() throws IOException {
        json.enterObject();
        while (json.nextField()) {
            switch (json.field()) {
                case "dateReleased" -> released = Optional.of(value(Instant::parse));
                case "count" -> count = Optional.of(json.number());
                case "vulnerabilities" -> readEntries();
                default -> json.skip();
            }
        }
        json.end();
        if (notes.isEmpty()) {
            throw json.malformed("no vulnerabilities are listed");
        }
        if (count.isPresent() && count.get() != notes.size()) {
            throw json.malformed("it says " + count.get() + " vulnerabilities and lists " + notes.size());
        }
        return new KevCatalog(
                released.orElseThrow(() -> json.malformed("no dateReleased")), List.copyOf(notes.values()));
    }

    private void readEntries() throws IOException {
        json.enterArray();
        while (json.nextElement()) {
            VulnerabilityNote note = entry();
            if (notes.putIfAbsent(note.cve(), note) != null) {
                throw json.malformed(note.cve() + " is listed twice");
            }
        }
    }

    private VulnerabilityNote entry() throws IOException {
        Optional<CveId> cve = Optional.empty();
        Optional<LocalDate> added = Optional.empty();
        Optional<LocalDate> due = Optional.empty();
        boolean ransomware = false;
        String description = "";
        json.enterObject();
        while (json.nextField()) {
            switch (json.field()) {
                case "cveID" -> cve = Optional.of(value(CveId::new));
                case "dateAdded" -> added = Optional.of(value(LocalDate::parse));
                case "dueDate" -> due = Optional.of(value(LocalDate::parse));
                case "knownRansomwareCampaignUse" -> ransomware = json.text().equals(RANSOMWARE);
                case "shortDescription" -> description = cut(json.text().strip());
                default -> json.skip();
            }
        }
        return VulnerabilityNote.of(
                new KnownExploited(
                        added.orElseThrow(() -> json.malformed("an entry has no dateAdded")), due, ransomware),
                cve.orElseThrow(() -> json.malformed("an entry has no cveID")),
                description);
    }

    private <T> T value(Function<String, T> parse) throws IOException {
        String text = json.text();
        try {
            return parse.apply(text);
        } catch (DateTimeException | IllegalArgumentException e) {
            throw json.malformed("the value of " + json.field() + " is out of form", e);
        }
    }

    private static String cut(String text) {
        return text.length() > Advisory.MAX_SUMMARY ? text.substring(0, Advisory.MAX_SUMMARY) : text;
    }
}
