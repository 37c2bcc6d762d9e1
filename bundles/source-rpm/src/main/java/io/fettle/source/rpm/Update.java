package io.fettle.source.rpm;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Reference;
import io.fettle.api.advisory.Severity;
import io.fettle.format.FormatException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One update while it is read; those of one id are joined. For one thread. */
final class Update {
    static final int MAX_PACKAGES = 100_000;

    String id = "";
    final Set<CveId> cves = new TreeSet<>();
    final Set<Reference> references = new LinkedHashSet<>();
    final Set<String> related = new TreeSet<>();
    final Set<Advisory.Aftermath> aftermath = EnumSet.noneOf(Advisory.Aftermath.class);
    Advisory.Type type = Advisory.Type.UNKNOWN;
    Advisory.Status status = Advisory.Status.FINAL;
    String from = "";
    String title = "";
    String summary = "";
    String severityWord = "";
    Severity severity = Severity.UNKNOWN;
    Optional<Instant> issued = Optional.empty();
    Optional<Instant> updated = Optional.empty();

    private final Map<Fix, Set<String>> arches = new LinkedHashMap<>();
    private int packages;

    /** What brings the fix, whatever the architecture. */
    private record Fix(String name, String evr, String module) {}

    void add(Nevra nevra, String module) throws FormatException {
        if (++packages > MAX_PACKAGES) {
            throw new FormatException("Update " + id, "more than " + MAX_PACKAGES + " packages");
        }
        arches.computeIfAbsent(new Fix(nevra.name(), nevra.evr(), module), fix -> new TreeSet<>())
                .add(nevra.arch());
    }

    int packages() {
        return packages;
    }

    /** Takes up another part of the same: what either says of packages, the later date, the more serious word. */
    void join(Update other) throws FormatException {
        if (other.isNewerThan(this)) {
            title = other.title;
            summary = other.summary;
            status = other.status;
        }
        issued = Stream.concat(issued.stream(), other.issued.stream()).min(Instant::compareTo);
        updated = Stream.concat(updated.stream(), other.updated.stream()).max(Instant::compareTo);
        type = type == Advisory.Type.UNKNOWN || other.type == Advisory.Type.SECURITY ? other.type : type;
        if (other.severity.compareTo(severity) > 0) {
            severity = other.severity;
            severityWord = other.severityWord;
        }
        cves.addAll(other.cves);
        references.addAll(other.references);
        related.addAll(other.related);
        aftermath.addAll(other.aftermath);
        packages += other.packages;
        if (packages > MAX_PACKAGES) {
            throw new FormatException("Update " + id, "more than " + MAX_PACKAGES + " packages");
        }
        other.arches.forEach((fix, others) ->
                arches.computeIfAbsent(fix, f -> new TreeSet<>()).addAll(others));
    }

    private boolean isNewerThan(Update other) {
        return modified().orElse(Instant.MIN).isAfter(other.modified().orElse(Instant.MIN));
    }

    private Optional<Instant> modified() {
        return updated.or(() -> issued);
    }

    /** @throws FormatException where it is out of an advisory's limits */
    Advisory build(String ecosystem, String platform) throws FormatException {
        try {
            Advisory.Builder advisory = Advisory.of(id)
                    .revision(modified().map(Instant::toString).orElse(""))
                    .type(type)
                    .status(status)
                    .title(title)
                    .summary(summary)
                    .cves(cves)
                    .related(related.stream().filter(other -> !other.equals(id)).toList())
                    .references(List.copyOf(references))
                    .aftermath(List.copyOf(aftermath));
            issued.ifPresent(advisory::published);
            updated.ifPresent(advisory::modified);
            rating(Rating.Scale.DISTRIBUTION, platform).ifPresent(rating -> advisory.ratings(List.of(rating)));
            if (status != Advisory.Status.WITHDRAWN) {
                Optional<Rating> own = rating(Rating.Scale.VENDOR, platform);
                arches.forEach((fix, on) -> advisory.affected(statement(ecosystem, platform, fix, on, own)));
            }
            return advisory.build();
        } catch (IllegalArgumentException e) {
            throw new FormatException("Update " + id, String.valueOf(e.getMessage()), e);
        }
    }

    private static Affected statement(
            String ecosystem, String platform, Fix fix, Set<String> arches, Optional<Rating> rating) {
        return new Affected(
                ecosystem,
                platform,
                PackageLevel.BINARY,
                fix.name(),
                List.copyOf(arches),
                fix.module(),
                FixStatus.FIXED,
                Optional.of(fix.evr()),
                rating,
                "");
    }

    private Optional<Rating> rating(Rating.Scale scale, String platform) {
        String by = from.isEmpty() || from.length() > Rating.MAX_BY ? platform : from;
        return severity == Severity.UNKNOWN
                ? Optional.empty()
                : Optional.of(new Rating(scale, severity, severityWord, by));
    }
}
