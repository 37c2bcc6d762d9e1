package io.fettle.assessment.reach;

import io.fettle.api.advisory.Advisories.Published;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.ItemName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.roaringbitmap.RoaringBitmap;

/** Lays flaws over the fleet. Used while the fleet's lock is held. */
public final class ExposureReader {
    private final Fleet fleet;
    private final FlawBook book;
    private final Columns columns;
    private final Map<String, RoaringBitmap> modules = new HashMap<>();

    public ExposureReader(Fleet fleet, FlawBook book, Columns columns) {
        this.fleet = fleet;
        this.book = book;
        this.columns = columns;
    }

    /** Packages that a statement connects with it. */
    public Set<Subject> subjects(CveId cve) {
        Set<Subject> subjects = new LinkedHashSet<>();
        for (Published published : book.advisories().about(cve)) {
            if (published.advisory().status() != Advisory.Status.WITHDRAWN) {
                published.advisory().affected().stream().map(Affected::subject).forEach(subjects::add);
            }
        }
        return subjects;
    }

    public Reach reach(CveId cve) {
        Reach reach = new Reach();
        for (Subject subject : subjects(cve)) {
            book.find(subject, cve.value()).forEach(flaw -> add(reach, subject, flaw));
        }
        return reach;
    }

    private void add(Reach reach, Subject subject, Flaw flaw) {
        Map<Columns.Build, VersionColumn> having = columns.of(subject, fleet);
        if (!having.isEmpty()) {
            reach.add(flaw, Columns.about(flaw, having), among(flaw));
        }
    }

    /** Computers that the flaw can be about by their modules; empty for all. */
    public Optional<RoaringBitmap> among(Flaw flaw) {
        return flaw.module().isEmpty()
                ? Optional.empty()
                : Optional.of(modules.computeIfAbsent(flaw.module(), fleet::withModule));
    }

    /** Every package of the fleet that has a flaw. */
    public Survey survey() {
        List<Survey.Part> parts = new ArrayList<>();
        for (String platform : fleet.platforms()) {
            if (book.knows(platform)) {
                for (ItemName name : fleet.names()) {
                    part(name.on(platform)).ifPresent(parts::add);
                }
            }
        }
        return new Survey(parts, modules);
    }

    private Optional<Survey.Part> part(Subject subject) {
        List<Flaw> flaws = book.of(subject);
        if (flaws.isEmpty()) {
            return Optional.empty();
        }
        flaws.forEach(this::among);
        return Optional.of(new Survey.Part(flaws, columns.of(subject, fleet)))
                .filter(part -> !part.having().isEmpty());
    }
}
