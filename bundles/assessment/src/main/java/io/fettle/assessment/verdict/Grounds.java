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
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    /** As many as there are parts of repositories. */
    private final Map<Shelf, String> lines = new ConcurrentHashMap<>();

    private final Last<Verdict, Verdict> verdicts;
    private final Trail trail;

    /** Of whom nobody knows what was on offer before. */
    public Grounds(Catalog.Revision revision, FlawBook flaws, IntFunction<SoftwareItem> items) {
        this(revision, flaws, items, Trail.NONE);
    }

    public Grounds(Catalog.Revision revision, FlawBook flaws, IntFunction<SoftwareItem> items, Trail trail) {
        this.trail = trail;
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

    /** By the origin too: another vendor may offer the same patch, and each one's changelogs are its own word. */
    private record Mending(SoftwareItem item, PatchId patch, String platform, String origin) {}

    private static boolean isSame(Verdict one, Verdict other) {
        return one.target() == other.target()
                && one.fixes() == other.fixes()
                && one.state() == other.state()
                && one.archived() == other.archived()
                && one.arch().equals(other.arch())
                && one.past().equals(other.past())
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

    /** Where it is offered, see {@link ReleaseLine}. */
    public String lineOf(AvailablePackage offer) {
        return lines.computeIfAbsent(
                new Shelf(offer.repository(), offer.component(), offer.module()),
                shelf -> ReleaseLine.of(revision.repositories().get(shelf.repository()), offer));
    }

    private record Shelf(int repository, String component, String module) {}

    @Override
    public List<PastOffer> goneOf(String name) {
        List<PastOffer> gone = new ArrayList<>();
        for (PastOffer past : trail.of(name)) {
            Set<String> lines = new HashSet<>(past.lines());
            for (AvailablePackage offer : versionsOf(name)) {
                if (offer.version().equals(past.version().version())
                        && offer.arch().equals(past.version().arch())) {
                    lines.remove(lineOf(offer));
                }
            }
            if (!lines.isEmpty()) {
                gone.add(new PastOffer(past.patch(), past.version(), lines, past.day()));
            }
        }
        return gone;
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
        AvailablePackage target = verdict.target();
        Fixes now = fixes.computeIfAbsent(
                new Mending(item, verdict.patch(), platform, origin(target)),
                mending -> fixes(item, candidate(item, target), mending.origin(), platform));
        return verdict.mending(now)
                .rewordingPast(past -> past.mending(fixes.computeIfAbsent(
                        new Mending(item, past.patch(), platform, past.origin()),
                        mending -> fixes(item, past.version(), mending.origin(), platform))));
    }

    private Fixes fixes(SoftwareItem installed, SoftwareItem candidate, String origin, String platform) {
        Fixes told = flaws.between(installed, candidate, platform);
        return told.isEmpty() ? flaws.between(installed, candidate, Changelogs.platform(origin)) : told;
    }

    private static SoftwareItem candidate(SoftwareItem installed, AvailablePackage target) {
        return new SoftwareItem(
                installed.ecosystem(),
                target.name(),
                target.version(),
                target.arch(),
                target.sourceName(),
                target.sourceVersion(),
                target.multiArch());
    }

    private String origin(AvailablePackage target) {
        return revision.repositories().get(target.repository()).origin();
    }
}
