package io.fettle.assessment.reach;

import io.fettle.api.advisory.Advisories.Published;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.ItemName;
import java.util.HashMap;
import java.util.LinkedHashSet;
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

    /** Every vulnerability that concerns a package of the fleet. */
    public Map<CveId, Reach> all() {
        Map<CveId, Reach> all = new HashMap<>();
        for (String platform : fleet.platforms()) {
            if (book.knows(platform)) {
                for (ItemName name : fleet.names()) {
                    Subject subject = name.on(platform);
                    for (Flaw flaw : book.of(subject)) {
                        flaw.cve().ifPresent(cve -> add(all.computeIfAbsent(cve, c -> new Reach()), subject, flaw));
                    }
                }
            }
        }
        return all;
    }
}
