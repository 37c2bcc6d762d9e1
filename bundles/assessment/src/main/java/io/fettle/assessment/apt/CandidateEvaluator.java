package io.fettle.assessment.apt;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Offers;
import io.fettle.assessment.verdict.Past;
import io.fettle.assessment.verdict.PastOffer;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.version.DpkgVersionOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Says what apt would choose on computers of one setup, by one catalog revision: of all versions that the policy does not
 * forbid the one with the highest priority, the newest among equals; nothing older than the installed one unless its
 * priority is 1000 or more. What a resolver would add to that is not its business. Immutable.
 *
 * <p>Where two repositories have different builds under one version, apt may keep them apart; here they are one.
 */
public final class CandidateEvaluator {
    private static final int DOWNGRADE = 1000;
    private static final DpkgVersionOrder ORDER = DpkgVersionOrder.INSTANCE;

    private final Offers offers;
    private final VersionTable table;
    private final AptSetup setup;
    private final Covered covered;
    private final Policy policy;
    private final Policy withoutPins;
    private final Policy withoutTarget;

    public CandidateEvaluator(AptSetup setup, Catalog.Revision revision) {
        this(setup, revision, new Grounds.OffersOf(revision));
    }

    /** @param offers of the revision */
    public CandidateEvaluator(AptSetup setup, Catalog.Revision revision, Offers offers) {
        this.setup = setup;
        this.offers = offers;
        covered = Covered.of(setup, revision);
        table = new VersionTable(setup, covered, offers);
        policy = Policy.of(setup, covered.files());
        withoutPins = setup.pins().isEmpty()
                ? policy
                : Policy.of(
                        new AptSetup(setup.architectures(), setup.repositories(), List.of(), setup.defaultRelease()),
                        covered.files());
        withoutTarget = setup.defaultRelease().isEmpty()
                ? policy
                : Policy.of(
                        new AptSetup(setup.architectures(), setup.repositories(), setup.pins(), Optional.empty()),
                        covered.files());
    }

    private CandidateEvaluator(CandidateEvaluator from, Offers offers) {
        this.setup = from.setup;
        this.offers = offers;
        covered = from.covered;
        table = new VersionTable(setup, covered, offers);
        policy = from.policy;
        withoutPins = from.withoutPins;
        withoutTarget = from.withoutTarget;
    }

    /** The same by other versions in the same repositories. */
    CandidateEvaluator by(Offers others) {
        return new CandidateEvaluator(this, others);
    }

    public Covered covered() {
        return covered;
    }

    Policy policy() {
        return policy;
    }

    /** Empty where the item is as apt would have it, or unknown to the repositories. */
    public Optional<Verdict> judge(SoftwareItem item) {
        PackageKey key = key(item);
        if (table.isAloneOnOffer(item, key)) {
            return Optional.empty();
        }
        List<OfferedVersion> versions = table.with(item, key);
        Optional<OfferedVersion> candidate = candidate(policy, item, key, versions);
        int direction = candidate
                .map(version -> ORDER.compare(version.version(), item.version()))
                .orElse(0);
        if (direction != 0) {
            OfferedVersion version = candidate.get();
            if (direction < 0) {
                return version.offer().map(offer -> verdict(FindingState.DOWNGRADE, key, offer, false));
            }
            return version.offer()
                    .map(offer -> verdict(FindingState.MISSING, key, offer, security(item, version, versions))
                            .over(superseded(item, version, key, versions))
                            .replacing(past(item, offer, key, versions), ORDER));
        }
        return keptAway(item, key, versions);
    }

    /**
     * What apt could be told to install instead: newer than what is installed, older than the candidate, not forbidden. Of the
     * candidate's architecture, so that it is one package to everybody.
     */
    private List<Verdict> superseded(
            SoftwareItem item, OfferedVersion candidate, PackageKey key, List<OfferedVersion> newestFirst) {
        if (newestFirst.size() <= 2) {
            return List.of();
        }
        List<Verdict> superseded = new ArrayList<>();
        String arch = candidate.offer().map(AvailablePackage::arch).orElse("");
        for (OfferedVersion version : newestFirst) {
            boolean between = ORDER.compare(version.version(), candidate.version()) < 0
                    && ORDER.compare(version.version(), item.version()) > 0;
            if (between && policy.priority(key, version) > 0 && superseded.size() < Verdict.MOST_OLDER) {
                version.offer()
                        .filter(offer -> offer.arch().equals(arch))
                        .map(offer ->
                                verdict(FindingState.SUPERSEDED, key, offer, security(item, version, newestFirst)))
                        .ifPresent(superseded::add);
            }
        }
        return superseded;
    }

    private List<Past> past(SoftwareItem item, AvailablePackage target, PackageKey key, List<OfferedVersion> versions) {
        List<PastOffer> gone = offers.goneOf(item.name());
        return gone.isEmpty()
                ? List.of()
                : new PastVersions(covered, policy).between(item, target, key, gone, versions);
    }

    private Verdict verdict(FindingState state, PackageKey key, AvailablePackage offer, boolean archived) {
        return new Verdict(state, key.arch(), offer, archived, Fixes.NONE, offers.idOf(offer));
    }

    /**
     * A newer version that pins alone keep away: one that names the package, or a general one that keeps a security
     * archive away. General pins against other releases are how mixed systems are meant to work.
     */
    private Optional<Verdict> keptAway(SoftwareItem item, PackageKey key, List<OfferedVersion> versions) {
        if (withoutPins == policy) {
            return Optional.empty();
        }
        return candidate(withoutPins, item, key, versions)
                .filter(version -> ORDER.compare(version.version(), item.version()) > 0)
                .filter(version -> version.isSecurity() || specificallyPinned(item, key, version, versions))
                .flatMap(version -> version.offer()
                        .map(offer -> verdict(FindingState.PINNED, key, offer, security(item, version, versions))));
    }

    private boolean specificallyPinned(
            SoftwareItem item, PackageKey key, OfferedVersion version, List<OfferedVersion> versions) {
        return policy.pinOf(key, version).isPresent()
                || versions.stream()
                        .filter(other -> other.version().equals(item.version()))
                        .anyMatch(other -> policy.pinOf(key, other).isPresent());
    }

    /** Whether Default-Release alone keeps a newer version of it away. */
    public boolean hiddenByTargetRelease(SoftwareItem item) {
        PackageKey key = key(item);
        if (withoutTarget == policy || table.isAloneOnOffer(item, key)) {
            return false;
        }
        List<OfferedVersion> versions = table.with(item, key);
        String now = candidate(policy, item, key, versions)
                .map(OfferedVersion::version)
                .orElse(item.version());
        return candidate(withoutTarget, item, key, versions)
                .filter(other ->
                        ORDER.compare(other.version(), now) > 0 && ORDER.compare(other.version(), item.version()) > 0)
                .isPresent();
    }

    /** How {@link #judge} came to its verdict, in steps. */
    List<Reason> explain(SoftwareItem item, Verdict verdict) {
        PackageKey key = key(item);
        return new Explanation(policy).of(key, table.with(item, key), verdict);
    }

    /** What would be taken of a package that is not installed; empty where policy forbids all that there is of it. */
    Optional<AvailablePackage> candidate(String name, String arch) {
        PackageKey key = PackageKey.of(name, arch, setup.architectures().get(0));
        int best = 0;
        Optional<AvailablePackage> candidate = Optional.empty();
        for (OfferedVersion version : table.offered(key)) {
            int priority = policy.priority(key, version);
            if (priority > best) {
                best = priority;
                candidate = version.offer();
            }
        }
        return candidate;
    }

    /** The computer's own first, which packages for all architectures belong to. */
    List<String> architectures() {
        return setup.architectures();
    }

    private PackageKey key(SoftwareItem item) {
        return PackageKey.of(item.name(), item.arch(), setup.architectures().get(0));
    }

    private static boolean security(SoftwareItem item, OfferedVersion target, List<OfferedVersion> versions) {
        for (OfferedVersion version : versions) {
            if (version.isSecurity()
                    && ORDER.compare(version.version(), item.version()) > 0
                    && ORDER.compare(version.version(), target.version()) <= 0) {
                return true;
            }
        }
        return false;
    }

    private static Optional<OfferedVersion> candidate(
            Policy by, SoftwareItem item, PackageKey key, List<OfferedVersion> newestFirst) {
        int best = 0;
        Optional<OfferedVersion> candidate = Optional.empty();
        for (OfferedVersion version : newestFirst) {
            int priority = by.priority(key, version);
            boolean older = ORDER.compare(version.version(), item.version()) < 0;
            if (priority > best && (!older || priority >= DOWNGRADE)) {
                best = priority;
                candidate = Optional.of(version);
            }
        }
        return candidate;
    }
}
