package io.fettle.testkit.catalog;

import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.advisory.VulnerabilityNote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Advisories in a list, looked through from one end to the other: slow, and too plain to be wrong. Not thread-safe. */
public final class SampleAdvisories implements Advisories {
    private final Map<AdvisoryId, Advisory> advisories = new LinkedHashMap<>();
    private final List<VulnerabilityNote> notes = new ArrayList<>();

    public SampleAdvisories add(String sourceId, Advisory advisory) {
        advisories.put(new AdvisoryId(sourceId, advisory.nativeId()), advisory);
        return this;
    }

    public SampleAdvisories add(VulnerabilityNote note) {
        notes.add(note);
        return this;
    }

    @Override
    public Optional<Advisory> find(AdvisoryId id) {
        return Optional.ofNullable(advisories.get(id));
    }

    @Override
    public List<Published> about(CveId cve) {
        return advisories.entrySet().stream()
                .filter(entry -> entry.getValue().cves().contains(cve))
                .map(entry -> new Published(entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public List<Statement> about(Subject subject) {
        return statements().stream()
                .filter(statement -> statement.affected().subject().equals(subject))
                .toList();
    }

    private List<Statement> statements() {
        List<Statement> statements = new ArrayList<>();
        advisories.forEach((id, advisory) -> {
            if (advisory.status() != Advisory.Status.WITHDRAWN) {
                for (Affected affected : advisory.affected()) {
                    statements.add(new Statement(id, advisory.cves(), affected));
                }
            }
        });
        return statements;
    }

    @Override
    public Collection<Subject> subjects() {
        Set<Subject> subjects = new LinkedHashSet<>();
        statements().forEach(statement -> subjects.add(statement.affected().subject()));
        return subjects;
    }

    /** Flaws that anybody speaks of. */
    public Set<CveId> vulnerabilities() {
        Set<CveId> cves = new LinkedHashSet<>();
        advisories.values().forEach(advisory -> cves.addAll(advisory.cves()));
        notes.forEach(note -> cves.add(note.cve()));
        return cves;
    }

    @Override
    public Set<String> platforms() {
        return subjects().stream().map(Subject::platform).collect(Collectors.toSet());
    }

    @Override
    public Set<String> sources(String platform) {
        return statements().stream()
                .filter(statement -> statement.affected().subject().platform().equals(platform))
                .map(statement -> statement.advisory().sourceId())
                .collect(Collectors.toSet());
    }

    @Override
    public Optional<Vulnerability> vulnerability(CveId cve) {
        List<Published> about = about(cve);
        List<VulnerabilityNote> known =
                notes.stream().filter(note -> note.cve().equals(cve)).toList();
        if (about.isEmpty() && known.isEmpty()) {
            return Optional.empty();
        }
        List<Rating> ratings = new ArrayList<>();
        known.forEach(note -> ratings.addAll(note.ratings()));
        about.forEach(published -> ratings.addAll(published.advisory().ratings()));
        return Optional.of(new Vulnerability(
                cve,
                known.stream().map(VulnerabilityNote::summary).findFirst().orElse(""),
                ratings,
                known.stream().flatMap(note -> note.exploited().stream()).findFirst(),
                known.stream().flatMap(note -> note.prediction().stream()).findFirst(),
                about.stream().map(Published::id).toList(),
                Set.of()));
    }

    @Override
    public List<AdvisoryId> superseding(AdvisoryId id) {
        return advisories.entrySet().stream()
                .filter(one -> one.getKey().sourceId().equals(id.sourceId()))
                .filter(one -> one.getValue().supersedes().contains(id.nativeId()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Override
    public int size() {
        return advisories.size();
    }
}
