package io.fettle.assessment.verdict;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Changelogs;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.flaw.FlawBook;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

/**
 * What verdicts of one catalog revision are made from, whatever the kind of computer. Whoever judges one item for one kind
 * after the other, and the items of one name together, has answers made once for all of them. Thread-safe.
 */
public final class Grounds implements Offers {
    private static final int MOST_RELATIONS = 5_000;

    private final Catalog.Revision revision;
    private final FlawBook flaws;
    private final IntFunction<SoftwareItem> items;
    private final Offers offers;
    /** As many as there are items that lack an update. */
    private final Map<Mending, Fixes> fixes = new ConcurrentHashMap<>();

    /** As many as there are packages that somebody lacks, or that would have to come with them. */
    private final Map<Digest, Relations> relations = new ConcurrentHashMap<>();

    private final Last<Verdict, Verdict> verdicts;

    public Grounds(Catalog.Revision revision, FlawBook flaws, IntFunction<SoftwareItem> items) {
        this.revision = revision;
        this.flaws = flaws;
        this.items = items;
        offers = new OffersOf(revision);
        verdicts = new Last<>(Grounds::isSame, verdict -> verdict);
    }

    /** A revision's offers; the last package's versions are remembered. */
    public static final class OffersOf implements Offers {
        private final Last<String, List<AvailablePackage>> versions;
        private final Last<AvailablePackage, PatchId> ids =
                new Last<>((one, other) -> one == other, AvailablePackage::patchId);

        public OffersOf(Catalog.Revision revision) {
            versions = new Last<>(String::equals, revision::versionsOf);
        }

        @Override
        public List<AvailablePackage> versionsOf(String name) {
            return versions.of(name);
        }

        @Override
        public PatchId idOf(AvailablePackage offer) {
            return ids.of(offer);
        }
    }

    private record Mending(SoftwareItem item, PatchId patch, String platform) {}

    private static boolean isSame(Verdict one, Verdict other) {
        return one.target() == other.target()
                && one.fixes() == other.fixes()
                && one.state() == other.state()
                && one.archived() == other.archived()
                && one.arch().equals(other.arch())
                && areSame(one.older(), other.older());
    }

    private static boolean areSame(List<Verdict> some, List<Verdict> others) {
        boolean same = some.size() == others.size();
        for (int i = 0; same && i < some.size(); i++) {
            same = isSame(some.get(i), others.get(i));
        }
        return same;
    }

    public FlawBook flaws() {
        return flaws;
    }

    public Catalog.Revision revision() {
        return revision;
    }

    public SoftwareItem item(int item) {
        return items.apply(item);
    }

    /** What a package says of others. */
    public Relations relations(AvailablePackage offer) {
        Relations known = relations.get(offer.digest());
        if (known != null) {
            return known;
        }
        Relations read = revision.relations(offer);
        if (relations.size() < MOST_RELATIONS) {
            relations.put(offer.digest(), read);
        }
        return read;
    }

    @Override
    public List<AvailablePackage> versionsOf(String name) {
        return offers.versionsOf(name);
    }

    @Override
    public PatchId idOf(AvailablePackage offer) {
        return offers.idOf(offer);
    }

    /** The verdict, with what advisories know now. Kinds that come to the same get the same object. */
    public Verdict withFixes(SoftwareItem item, Verdict verdict, String platform) {
        if (verdict.state() == FindingState.DOWNGRADE) {
            return verdicts.of(verdict);
        }
        return verdicts.of(
                mended(item, verdict, platform).rewordingOlder(superseded -> mended(item, superseded, platform)));
    }

    private Verdict mended(SoftwareItem item, Verdict verdict, String platform) {
        return verdict.mending(fixes.computeIfAbsent(
                new Mending(item, verdict.patch(), platform), mending -> fixes(item, verdict.target(), platform)));
    }

    private Fixes fixes(SoftwareItem installed, AvailablePackage target, String platform) {
        SoftwareItem candidate = new SoftwareItem(
                installed.ecosystem(),
                target.name(),
                target.version(),
                target.arch(),
                target.sourceName(),
                target.sourceVersion(),
                target.multiArch());
        Fixes told = flaws.between(installed, candidate, platform);
        return told.isEmpty() ? flaws.between(installed, candidate, Changelogs.platform(origin(target))) : told;
    }

    private String origin(AvailablePackage target) {
        return revision.repositories().get(target.repository()).origin();
    }
}
