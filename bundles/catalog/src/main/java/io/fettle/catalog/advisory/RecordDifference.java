package io.fettle.catalog.advisory;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import java.util.HashSet;
import java.util.Set;

/** Collects what changed records are about, and what else reads differently because of them. Not thread-safe. */
public final class RecordDifference {
    private final Set<Subject> subjects = new HashSet<>();
    private final Set<CveId> vulnerabilities = new HashSet<>();
    /** By whatever name changed records call themselves or a flaw. */
    private final Set<String> changed = new HashSet<>();

    private boolean everything;

    /** Records that are in one of two segments only, or are not the same in both. */
    public void compare(RecordSegment one, RecordSegment other) {
        addDiffering(one, other);
        addDiffering(other, one);
    }

    private void addDiffering(RecordSegment of, RecordSegment from) {
        for (int row = 0; row < of.rows(); row++) {
            if (!of.hasSame(row, from)) {
                add(of, row);
            }
        }
    }

    /** All records of a segment that is new, or gone. */
    public void addAll(RecordSegment segment) {
        for (int row = 0; row < segment.rows(); row++) {
            add(segment, row);
        }
    }

    private void add(RecordSegment segment, int row) {
        String key = segment.key(row);
        if (key.startsWith(Keys.ADVISORY)) {
            Advisory advisory = AdvisoryCodec.read(key.substring(Keys.ADVISORY.length()), segment.body(row));
            changed.add(advisory.nativeId());
            changed.addAll(advisory.aliases());
            advisory.cves().forEach(cve -> changed.add(cve.value()));
            addWhatItIsAbout(advisory);
        } else if (key.startsWith(Keys.NOTE)) {
            changed.add(key.substring(Keys.NOTE.length()));
        } else {
            throw new IllegalArgumentException("A record of a kind that nobody writes");
        }
    }

    private void addWhatItIsAbout(Advisory advisory) {
        advisory.affected().forEach(affected -> subjects.add(affected.subject()));
        vulnerabilities.addAll(advisory.cves());
        CveId.parse(advisory.nativeId()).ifPresent(vulnerabilities::add);
        advisory.aliases().forEach(alias -> CveId.parse(alias).ifPresent(vulnerabilities::add));
    }

    /**
     * Follows the names of changed records to the records that are joined with them: what these say of a flaw, or by which
     * flaws they are known, may be something else now. To be called for both revisions when all changed records are in.
     *
     * @param advisories of a revision that has some of the records
     */
    public void follow(LoadedAdvisories advisories) {
        Set<String> names = new HashSet<>();
        for (String name : changed) {
            if (!names.contains(name)) {
                Set<String> joined = advisories.namesOf(name);
                // From another of these names others may be within reach.
                everything |= joined.size() >= Aliases.MAX;
                names.addAll(joined);
            }
        }
        for (String name : names) {
            CveId.parse(name).ifPresent(vulnerabilities::add);
            advisories.speakingOf(name).forEach(published -> addWhatItIsAbout(published.advisory()));
        }
    }

    /** Whether vendors call so much the same that nobody follows it to its end. */
    public boolean everything() {
        return everything;
    }

    /** How much was collected so far. */
    public int size() {
        return subjects.size() + changed.size();
    }

    public Set<Subject> subjects() {
        return subjects;
    }

    public Set<CveId> vulnerabilities() {
        return vulnerabilities;
    }
}
