package io.fettle.catalog.advisory;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import java.util.HashSet;
import java.util.Set;

/** Collects what changed records are about. Not thread-safe. */
public final class RecordDifference {
    private final Set<Subject> subjects = new HashSet<>();
    private final Set<CveId> vulnerabilities = new HashSet<>();

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
            add(AdvisoryCodec.read(key.substring(Keys.ADVISORY.length()), segment.body(row)));
        } else if (key.startsWith(Keys.NOTE)) {
            vulnerabilities.add(new CveId(key.substring(Keys.NOTE.length())));
        } else {
            throw new IllegalArgumentException("A record of a kind that nobody writes");
        }
    }

    /** All that it speaks of, by whatever name: its aliases are names of the same flaws. */
    public void add(Advisory advisory) {
        advisory.affected().forEach(affected -> subjects.add(affected.subject()));
        vulnerabilities.addAll(advisory.cves());
        CveId.parse(advisory.nativeId()).ifPresent(vulnerabilities::add);
        advisory.aliases().forEach(alias -> CveId.parse(alias).ifPresent(vulnerabilities::add));
    }

    public int size() {
        return subjects.size() + vulnerabilities.size();
    }

    public Set<Subject> subjects() {
        return subjects;
    }

    public Set<CveId> vulnerabilities() {
        return vulnerabilities;
    }
}
