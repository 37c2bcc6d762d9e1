package io.fettle.catalog.advisory;

import io.fettle.api.advisory.Advisories;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.ExploitPrediction;
import io.fettle.api.advisory.KnownExploited;
import io.fettle.api.advisory.Rating;
import io.fettle.api.advisory.Vulnerability;
import io.fettle.api.advisory.VulnerabilityNote;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The advisories of a revision, over the segments of all sources. Immutable. */
public final class LoadedAdvisories implements Advisories {
    private static final Comparator<Published> BY_SOURCE_AND_NAME = Comparator.comparing(
                    (Published published) -> published.advisory().status() == Advisory.Status.WITHDRAWN)
            .thenComparing(published -> published.id().sourceId())
            .thenComparing(published -> published.id().nativeId());

    private final List<Collected> collections;
    private final Set<Subject> subjects;
    private final Map<String, Set<String>> platforms;
    private final Aliases aliases;
    private final Supersedence supersedence;

    public LoadedAdvisories(List<Collected> collections) {
        this.collections = List.copyOf(collections);
        Set<Subject> found = new LinkedHashSet<>();
        Map<String, Set<String>> named = new HashMap<>();
        collections.forEach(collected -> collected.segment().words(Keys.SUBJECT, word -> {
            Subject subject = Keys.subject(word);
            found.add(subject);
            named.computeIfAbsent(subject.platform(), platform -> new HashSet<>())
                    .add(collected.sourceId());
        }));
        this.subjects = Set.copyOf(found);
        this.platforms = Map.copyOf(named);
        this.aliases = new Aliases(this.collections);
        this.supersedence = Supersedence.of(this.collections);
    }

    /** A collection of a source. */
    public record Collected(String sourceId, RecordSegment segment) {
        Published at(int row) {
            String nativeId = segment.key(row).substring(Keys.ADVISORY.length());
            return new Published(new AdvisoryId(sourceId, nativeId), AdvisoryCodec.read(nativeId, segment.body(row)));
        }
    }

    @Override
    public Optional<Advisory> find(AdvisoryId id) {
        for (Collected collected : collections) {
            if (collected.sourceId().equals(id.sourceId())) {
                int row = collected.segment().rowOf(Keys.advisory(id.nativeId()));
                if (row >= 0) {
                    return Optional.of(collected.at(row).advisory());
                }
            }
        }
        return Optional.empty();
    }

    @Override
    public List<Published> about(CveId cve) {
        Map<AdvisoryId, Published> about = new HashMap<>();
        for (String name : namesOf(cve.value())) {
            speakingOf(name).forEach(published -> about.put(published.id(), published));
        }
        return about.values().stream().sorted(BY_SOURCE_AND_NAME).collect(Collectors.toCollection(ArrayList::new));
    }

    @Override
    public List<Statement> about(Subject subject) {
        List<Statement> statements = new ArrayList<>();
        for (Published published : under(collections, Keys.about(subject))) {
            Advisory advisory = published.advisory();
            advisory.affected().stream()
                    .filter(affected -> affected.subject().equals(subject))
                    .forEach(affected ->
                            statements.add(new Statement(published.id(), aliases.cves(advisory), affected)));
        }
        return statements;
    }

    /** See {@link Aliases#of(String)}. */
    Set<String> namesOf(String id) {
        return aliases.of(id);
    }

    /** Records that are called so, or are about the flaw of this name; some may come twice. */
    List<Published> speakingOf(String name) {
        List<Published> speaking = called(name);
        CveId.parse(name).ifPresent(flaw -> speaking.addAll(under(collections, Keys.about(flaw))));
        return speaking;
    }

    private List<Published> called(String name) {
        List<Published> called = under(collections, Keys.alias(name));
        for (Collected collected : collections) {
            int row = collected.segment().rowOf(Keys.advisory(name));
            if (row >= 0 && collected.at(row).advisory().status() != Advisory.Status.WITHDRAWN) {
                called.add(collected.at(row));
            }
        }
        return called;
    }

    static List<Published> under(List<Collected> collections, String word) {
        List<Published> found = new ArrayList<>();
        for (Collected collected : collections) {
            for (int row : collected.segment().rowsUnder(word)) {
                found.add(collected.at(row));
            }
        }
        return found;
    }

    @Override
    public Collection<Subject> subjects() {
        return subjects;
    }

    @Override
    public Set<String> platforms() {
        return platforms.keySet();
    }

    @Override
    public Set<String> sources(String platform) {
        return Set.copyOf(platforms.getOrDefault(platform, Set.of()));
    }

    @Override
    public Optional<Vulnerability> vulnerability(CveId cve) {
        List<Published> advisories = about(cve);
        List<VulnerabilityNote> notes = notes(cve);
        if (advisories.isEmpty() && notes.isEmpty()) {
            return Optional.empty();
        }
        List<Rating> ratings = new ArrayList<>();
        notes.forEach(note -> ratings.addAll(note.ratings()));
        advisories.forEach(published -> ratings.addAll(published.advisory().ratings()));
        return Optional.of(new Vulnerability(
                cve,
                summary(notes, advisories),
                ratings,
                earliest(notes),
                newest(notes),
                advisories.stream().map(Published::id).toList(),
                advisories.stream()
                        .map(Published::id)
                        .filter(id -> !superseding(id).isEmpty())
                        .collect(Collectors.toSet())));
    }

    private List<VulnerabilityNote> notes(CveId cve) {
        List<VulnerabilityNote> notes = new ArrayList<>();
        for (CveId name : aliases.of(cve)) {
            for (Collected collected : collections) {
                int row = collected.segment().rowOf(Keys.note(name));
                if (row >= 0) {
                    notes.add(NoteCodec.read(name, collected.segment().body(row)));
                }
            }
        }
        return notes;
    }

    private static String summary(List<VulnerabilityNote> notes, List<Published> advisories) {
        return notes.stream()
                .map(VulnerabilityNote::summary)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .or(() -> advisories.stream()
                        .map(published -> published.advisory().title())
                        .filter(text -> !text.isEmpty())
                        .findFirst())
                .orElse("");
    }

    private static Optional<KnownExploited> earliest(List<VulnerabilityNote> notes) {
        return notes.stream()
                .flatMap(note -> note.exploited().stream())
                .min(Comparator.comparing(KnownExploited::added));
    }

    private static Optional<ExploitPrediction> newest(List<VulnerabilityNote> notes) {
        return notes.stream()
                .flatMap(note -> note.prediction().stream())
                .max(Comparator.comparing(ExploitPrediction::date));
    }

    @Override
    public List<AdvisoryId> superseding(AdvisoryId id) {
        return supersedence.of(id);
    }

    @Override
    public int size() {
        return collections.stream()
                .mapToInt(collected -> collected.segment().count(Keys.ADVISORY))
                .sum();
    }
}
