package io.fettle.assessment;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogDifference;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.testkit.catalog.SampleAdvisories;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A catalog revision put together by a test. */
public final class SampleCatalog implements Catalog, Catalog.Revision {
    private final long number;
    private final List<CatalogRepository> repositories = new ArrayList<>();
    private final Map<String, List<AvailablePackage>> byName = new HashMap<>();
    private final Map<PatchId, AvailablePackage> byPatch = new HashMap<>();
    private final List<MirroredSuite> suites = new ArrayList<>();
    private final Map<String, List<AvailablePackage>> providing = new HashMap<>();
    private final Map<Digest, Relations> relations = new HashMap<>();
    private final SampleAdvisories advisories = new SampleAdvisories();
    private int size;

    public SampleCatalog(long number) {
        this.number = number;
    }

    /** Adds a repository; {@code priority} is 500, 100 or 1. */
    public int repository(
            String uri,
            String suite,
            String archive,
            String codename,
            String origin,
            String label,
            String version,
            List<String> components,
            List<String> arches,
            boolean security,
            int priority) {
        String rest = uri.substring(uri.indexOf("://") + 3);
        int next = repositories.size();
        repositories.add(new CatalogRepository(
                next,
                "s-1",
                uri,
                rest.substring(0, Math.max(0, rest.indexOf('/'))),
                suite,
                archive,
                codename,
                origin,
                label,
                version,
                components,
                arches,
                security,
                priority,
                Instant.EPOCH,
                Optional.empty()));
        suites.add(new MirroredSuite("s-1", uri, suite, release(uri, suite, number), Optional.empty(), List.of()));
        return next;
    }

    private static MirroredSuite.Stored release(String uri, String suite, long number) {
        return new MirroredSuite.Stored(Digest.of((uri + suite + number).getBytes(StandardCharsets.UTF_8)), 1);
    }

    /** Adds an rpm repository as its source handed it over. */
    public int rpm(String sourceId, OfferedRepository offered) {
        int next = repositories.size();
        repositories.add(new CatalogRepository(
                next,
                sourceId,
                offered.uri(),
                "",
                offered.suite(),
                offered.archive(),
                offered.codename(),
                offered.origin(),
                offered.label(),
                offered.version(),
                offered.components(),
                offered.architectures(),
                offered.security(),
                offered.priority(),
                offered.date(),
                offered.validUntil(),
                offered.ecosystem()));
        suites.add(new MirroredSuite(
                sourceId, offered.uri(), offered.suite(), offered.release(), offered.signature(), List.of()));
        return next;
    }

    public void rpm(int repository, OfferedPackage offered) {
        add(new AvailablePackage(
                repository,
                "",
                offered.name(),
                offered.version(),
                offered.arch(),
                offered.sourceName(),
                offered.sourceVersion(),
                offered.multiArch(),
                offered.path(),
                offered.size(),
                offered.digest(),
                "rpm",
                offered.module(),
                offered.obsoletes()));
    }

    public void offer(int repository, String component, String name, String version, String arch, String source) {
        add(offered(repository, component, name, version, arch, source, MultiArch.NO));
    }

    /** One of which it is known what it says of others. */
    void offer(int repository, String component, MadePackage made) {
        AvailablePackage offered =
                offered(repository, component, made.name, made.version, made.arch, made.source, made.multiArch);
        add(offered);
        relations.put(offered.digest(), made.relations());
        for (String provision : made.relations().words(Relations.Kind.PROVIDES).split(", *")) {
            providing
                    .computeIfAbsent(provision.split("[ (:]", 2)[0], n -> new ArrayList<>())
                    .add(offered);
        }
    }

    private static AvailablePackage offered(
            int repository,
            String component,
            String name,
            String version,
            String arch,
            String source,
            MultiArch multiArch) {
        return new AvailablePackage(
                repository,
                component,
                name,
                version,
                arch,
                source,
                version,
                multiArch,
                "pool/" + name,
                1,
                Digest.of((name + version + arch).getBytes(StandardCharsets.UTF_8)));
    }

    private void add(AvailablePackage offered) {
        byName.computeIfAbsent(offered.name(), n -> new ArrayList<>()).add(offered);
        byPatch.putIfAbsent(offered.patchId(), offered);
        size++;
    }

    @Override
    public Catalog.Revision current() {
        return this;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public List<CatalogRepository> repositories() {
        return repositories;
    }

    @Override
    public List<AvailablePackage> versionsOf(String name) {
        return byName.getOrDefault(name, List.of());
    }

    @Override
    public List<AvailablePackage> obsoleting(String name) {
        return byName.values().stream()
                .flatMap(List::stream)
                .filter(offer ->
                        offer.obsoletes().stream().anyMatch(text -> text.equals(name) || text.startsWith(name + ' ')))
                .toList();
    }

    @Override
    public List<AvailablePackage> providing(String name) {
        return providing.getOrDefault(name, List.of());
    }

    @Override
    public Relations relations(AvailablePackage offer) {
        return relations.getOrDefault(offer.digest(), Relations.UNKNOWN);
    }

    @Override
    public Optional<AvailablePackage> find(PatchId patch) {
        return Optional.ofNullable(byPatch.get(patch));
    }

    @Override
    public Optional<AvailablePackage> byDigest(Digest digest) {
        return byPatch.values().stream()
                .filter(offered -> offered.digest().equals(digest))
                .findFirst();
    }

    @Override
    public List<MirroredSuite> suites() {
        return suites;
    }

    @Override
    public SampleAdvisories advisories() {
        return advisories;
    }

    @Override
    public int size() {
        return size;
    }

    /** By comparing everything that anybody could ask for. */
    @Override
    public CatalogDifference since(Catalog.Revision earlier) {
        if (!(earlier instanceof SampleCatalog before)
                || !before.repositories.equals(repositories)
                || !before.advisories.platforms().equals(advisories.platforms())) {
            return CatalogDifference.EVERYTHING;
        }
        Set<String> packages = new HashSet<>(byName.keySet());
        packages.addAll(before.byName.keySet());
        List.of(this, before).forEach(one -> one.byName
                .values()
                .forEach(versions -> versions.forEach(
                        offer -> offer.obsoletes().forEach(relation -> packages.add(relation.split(" ", 2)[0])))));
        packages.removeIf(name -> sameVersions(name, before) && sameObsoleting(name, before));
        Set<Affected.Subject> subjects = new HashSet<>(advisories.subjects());
        subjects.addAll(before.advisories.subjects());
        subjects.removeIf(subject -> advisories.about(subject).equals(before.advisories.about(subject)));
        Set<CveId> cves = new HashSet<>(advisories.vulnerabilities());
        cves.addAll(before.advisories.vulnerabilities());
        cves.removeIf(cve -> advisories.vulnerability(cve).equals(before.advisories.vulnerability(cve)));
        return CatalogDifference.of(packages, subjects, cves);
    }

    private boolean sameVersions(String name, SampleCatalog before) {
        return versionsOf(name).equals(before.versionsOf(name));
    }

    /** All that is offered under their names counts too. */
    private boolean sameObsoleting(String name, SampleCatalog before) {
        List<AvailablePackage> now = obsoleting(name);
        return now.equals(before.obsoleting(name))
                && now.stream().allMatch(offer -> sameVersions(offer.name(), before));
    }
}
