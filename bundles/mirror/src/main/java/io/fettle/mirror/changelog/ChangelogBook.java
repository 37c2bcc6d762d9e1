package io.fettle.mirror.changelog;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.Changelogs;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.catalog.CatalogPublisher.Draft;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * All that was read of changelogs, by vendor and source package, in the form that the catalog keeps: an advisory for each
 * version that names vulnerabilities, and one for each version whose changelog was read, which says nothing more. It is read
 * back from there, so nothing is read twice. For one thread.
 */
final class ChangelogBook {
    static final int MAX_SOURCES = 5_000;

    private static final String DEB = "deb";
    private static final String READ = "read";
    /** Of one source package. */
    private static final int MAX_VERSIONS = 1_000;

    private final Map<Subject, Told> told =
            new TreeMap<>(Comparator.comparing(Subject::platform).thenComparing(Subject::name));

    /** Of one source package. */
    private static final class Told {
        private final TreeMap<String, TreeSet<CveId>> fixes = new TreeMap<>();
        private final TreeSet<String> read = new TreeSet<>();
    }

    static ChangelogBook of(Advisories advisories) {
        ChangelogBook book = new ChangelogBook();
        for (Subject subject : advisories.subjects()) {
            if (subject.platform().startsWith(Changelogs.platform(""))) {
                advisories.about(subject).forEach(statement -> {
                    Told of = book.told.computeIfAbsent(subject, s -> new Told());
                    Affected affected = statement.affected();
                    affected.fixed()
                            .ifPresentOrElse(
                                    version -> of.fixes
                                            .computeIfAbsent(version, v -> new TreeSet<>())
                                            .addAll(statement.cves()),
                                    () -> of.read.add(affected.note()));
                });
            }
        }
        return book;
    }

    static Subject subject(String origin, String source) {
        return new Subject(DEB, Changelogs.platform(origin), PackageLevel.SOURCE, source);
    }

    /** Whether the changelog of this version need not be read any more, or cannot be kept. */
    boolean knows(Subject subject, String version) {
        Told of = told.get(subject);
        if (of == null) {
            return told.size() >= MAX_SOURCES;
        }
        return of.read.contains(version) || Math.max(of.read.size(), of.fixes.size()) >= MAX_VERSIONS;
    }

    void add(Subject subject, String version, Changelog changelog) {
        Told of = told.computeIfAbsent(subject, s -> new Told());
        of.read.add(version);
        changelog.fixes().forEach((at, cves) -> of.fixes
                .computeIfAbsent(at, v -> new TreeSet<>())
                .addAll(cves));
    }

    /** Hands over everything; the catalog takes what is not the same as before. */
    void write(Draft draft) throws IOException {
        for (Map.Entry<Subject, Told> one : told.entrySet()) {
            Subject subject = one.getKey();
            Told of = one.getValue();
            Digest basis = Digest.of((subject + "\n" + of.fixes + "\n" + of.read).getBytes(StandardCharsets.UTF_8));
            if (draft.collection(subject.platform() + '/' + subject.name(), basis)) {
                of.fixes.forEach((version, cves) -> draft.add(fix(subject, version, cves)));
                of.read.forEach(version -> draft.add(marker(subject, version)));
            }
        }
    }

    private static Advisory fix(Subject subject, String version, TreeSet<CveId> cves) {
        return Advisory.of(subject.name() + ' ' + version)
                .type(Advisory.Type.SECURITY)
                .title("Changelog of " + subject.name() + ' ' + version)
                .cves(cves)
                .affected(statement(subject, FixStatus.FIXED, Optional.of(version), ""))
                .build();
    }

    private static Advisory marker(Subject subject, String version) {
        return Advisory.of(subject.name() + ' ' + version + ' ' + READ)
                .title("Changelog of " + subject.name() + ' ' + version + " was read")
                .affected(statement(subject, FixStatus.NOT_AFFECTED, Optional.empty(), version))
                .build();
    }

    private static Affected statement(Subject subject, FixStatus status, Optional<String> fixed, String note) {
        return new Affected(
                DEB,
                subject.platform(),
                PackageLevel.SOURCE,
                subject.name(),
                List.of(),
                "",
                status,
                fixed,
                Optional.empty(),
                note);
    }
}
