package ${package};

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Severity;
import io.fettle.format.json.JsonLimits;
import io.fettle.format.json.JsonReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Reads the vendor's file. What is out of form refuses the file as a whole. For one document. */
final class ${className}Reader {
    static final int MAX_BYTES = 8 << 20;

    private static final JsonLimits LIMITS = new JsonLimits(MAX_BYTES, 6, 50, 10_000, 20_000, 500_000);

    private final JsonReader json;
    private final Map<String, Advisory> advisories = new LinkedHashMap<>();
    private Optional<Instant> published = Optional.empty();

    private ${className}Reader(JsonReader json) {
        this.json = json;
    }

    static ${className}Feed read(byte[] document, String what) throws IOException {
        try (JsonReader json = JsonReader.open(new ByteArrayInputStream(document), LIMITS, what)) {
            return new ${className}Reader(json).feed();
        }
    }

    private ${className}Feed feed() throws IOException {
        json.enterObject();
        while (json.nextField()) {
            switch (json.field()) {
                case "published" -> published = Optional.of(value(Instant::parse));
                case "advisories" -> readAdvisories();
                default -> json.skip();
            }
        }
        json.end();
        if (advisories.isEmpty()) {
            throw json.malformed("no advisories are listed");
        }
        return new ${className}Feed(
                published.orElseThrow(() -> json.malformed("it does not say when it was published")),
                List.copyOf(advisories.values()));
    }

    private void readAdvisories() throws IOException {
        json.enterArray();
        while (json.nextElement()) {
            Advisory advisory = checked(this::advisory);
            if (advisories.putIfAbsent(advisory.nativeId(), advisory) != null) {
                throw json.malformed(advisory.nativeId() + " is listed twice");
            }
        }
    }

    private Advisory advisory() throws IOException {
        String id = "";
        String title = "";
        Severity severity = Severity.UNKNOWN;
        List<CveId> cves = List.of();
        List<Affected> fixes = List.of();
        json.enterObject();
        while (json.nextField()) {
            switch (json.field()) {
                case "id" -> id = json.text();
                case "title" -> title = json.text();
                case "severity" -> severity = severity(json.text());
                case "cves" -> cves = list(() -> value(CveId::new));
                case "fixes" -> fixes = list(this::fix);
                default -> json.skip();
            }
        }
        Advisory.Builder advisory =
                Advisory.of(id).type(Advisory.Type.SECURITY).title(title).cves(cves);
        if (severity != Severity.UNKNOWN) {
            advisory.ratings(List.of(new Rating(Rating.Scale.VENDOR, severity, severity.name(), "${className}")));
        }
        fixes.forEach(advisory::affected);
        return advisory.build();
    }

    private static Severity severity(String word) {
        return switch (word) {
            case "critical" -> Severity.CRITICAL;
            case "important" -> Severity.IMPORTANT;
            case "moderate" -> Severity.MODERATE;
            case "low" -> Severity.LOW;
            default -> Severity.UNKNOWN;
        };
    }

    private Affected fix() throws IOException {
        Map<String, String> said = new LinkedHashMap<>();
        json.enterObject();
        while (json.nextField()) {
            said.put(json.field(), json.text());
        }
        return new Affected(
                said.getOrDefault("ecosystem", "deb"),
                said.getOrDefault("platform", ""),
                PackageLevel.BINARY,
                said.getOrDefault("package", ""),
                List.of(),
                "",
                FixStatus.FIXED,
                Optional.ofNullable(said.get("version")),
                Optional.empty(),
                "");
    }

    /** A part of the document. */
    private interface Part<T> {
        T read() throws IOException;
    }

    private <T> List<T> list(Part<T> element) throws IOException {
        List<T> elements = new ArrayList<>();
        json.enterArray();
        while (json.nextElement()) {
            elements.add(element.read());
        }
        return elements;
    }

    private <T> T value(Function<String, T> parse) throws IOException {
        String text = json.text();
        return checked(() -> parse.apply(text));
    }

    /** The contract's own types refuse what is out of form or out of bounds: then so is the file. */
    private <T> T checked(Part<T> part) throws IOException {
        try {
            return part.read();
        } catch (IllegalArgumentException | DateTimeException e) {
            throw json.malformed(String.valueOf(e.getMessage()), e);
        }
    }
}
