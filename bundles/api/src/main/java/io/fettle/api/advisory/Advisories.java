package io.fettle.api.advisory;

import io.fettle.api.advisory.Affected.Subject;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The advisories of one catalog revision. Immutable, in memory, thread-safe. */
public interface Advisories {
    Optional<Advisory> find(AdvisoryId id);

    /** Those about this flaw, by source and name; withdrawn ones are among them. */
    List<Published> about(CveId cve);

    /** What vendors say of this package; nothing of withdrawn advisories. */
    List<Statement> about(Subject subject);

    /** Packages that any statement is about. */
    Collection<Subject> subjects();

    /** Platforms that any statement is about; of all others nothing is known. */
    Set<String> platforms();

    /** Ids of the sources that speak of packages of this platform. */
    Set<String> sources(String platform);

    /** Empty where neither an advisory nor a note has it. */
    Optional<Vulnerability> vulnerability(CveId cve);

    /**
     * Those that took its place: the ones that say so, then those that took theirs, and so on; nearest first. What vendors say
     * in a circle is not believed, so none supersedes itself. Those that were withdrawn supersede nothing.
     */
    List<AdvisoryId> superseding(AdvisoryId id);

    int size();

    /** An advisory and where it is from. */
    record Published(AdvisoryId id, Advisory advisory) {}

    /** One statement, and the advisory that makes it. */
    record Statement(AdvisoryId advisory, List<CveId> cves, Affected affected) {
        public Statement {
            cves = List.copyOf(cves);
        }
    }
}
