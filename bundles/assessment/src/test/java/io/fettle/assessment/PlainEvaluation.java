package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Decision;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.Simulation;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.assessment.PlainFlaws.Flaw;
import io.fettle.assessment.verdict.ReleaseLine;
import io.fettle.spi.store.FirstSeenStore.Offered;
import io.fettle.version.DpkgVersionOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Evaluates one computer by itself, item by item, with apt's rules written down a second time as far as tests use them:
 * pins by label or by version, for one package or for all, and a default release.
 */
final class PlainEvaluation {
    private static final DpkgVersionOrder ORDER = DpkgVersionOrder.INSTANCE;
    private static final int INSTALLED_PRIORITY = 100;

    private final FakeFleet fleet;
    private final SampleCatalog catalog;
    private final FakeApprovals approvals;
    private final HealthPolicy policy;
    private final FakeFirstSeen firstSeen;
    private final Instant now;
    private final PlainFlaws flaws;
    /** As of the state that it was made for. */
    private final Map<Integer, List<Lack>> lacks = new HashMap<>();

    PlainEvaluation(
            FakeFleet fleet,
            SampleCatalog catalog,
            FakeApprovals approvals,
            HealthPolicy policy,
            FakeFirstSeen firstSeen,
            Instant now) {
        this.firstSeen = firstSeen;
        this.now = now;
        this.policy = policy;
        this.fleet = fleet;
        this.catalog = catalog;
        this.approvals = approvals;
        flaws = new PlainFlaws(catalog.advisories());
    }

    /** An update that a computer lacks. */
    record Lack(
            int item,
            AvailablePackage target,
            boolean security,
            Severity severity,
            List<Choice> choices,
            List<Gone> gone,
            Decision decision) {
        PatchId patch() {
            return target.patchId();
        }

        /** What counts: the newest that is not declined, and all that it supersedes. */
        List<Choice> counting() {
            int first = 0;
            while (first < choices.size() && choices.get(first).decision() == Decision.DECLINED) {
                first++;
            }
            return choices.subList(first, choices.size());
        }
    }

    /** The candidate, or what it supersedes. */
    record Choice(
            AvailablePackage target,
            boolean security,
            Severity severity,
            Optional<LocalDate> exploited,
            Decision decision) {}

    /** What would have been a choice while it was on offer. */
    record Gone(
            SoftwareItem version, LocalDate day, boolean security, Severity severity, Optional<LocalDate> exploited) {}

    List<Lack> lacks(int ordinal) {
        return lacks.computeIfAbsent(ordinal, this::lacksOf);
    }

    private List<Lack> lacksOf(int ordinal) {
        List<Lack> found = new ArrayList<>();
        fleet.of(ordinal).filter(items -> items.setup() >= 0).ifPresent(items -> {
            for (int item : items.items().toArray()) {
                lack(ordinal, item, apt(items)).ifPresent(found::add);
            }
        });
        return found;
    }

    /** What a computer could have instead of newer ones, none of which is approved for it; it holds nothing of the package. */
    Set<PatchId> superseded(int ordinal) {
        Set<PatchId> shown = new HashSet<>();
        for (Lack lack : lacks(ordinal)) {
            boolean hidden = isHeld(ordinal, lack);
            for (Choice choice : lack.choices()) {
                PatchId patch = choice.target().patchId();
                if (!hidden && !patch.equals(lack.patch())) {
                    shown.add(patch);
                }
                hidden |= choice.decision() == Decision.APPROVED;
            }
        }
        return shown;
    }

    private boolean isHeld(int ordinal, Lack lack) {
        return Arrays.binarySearch(fleet.of(ordinal).orElseThrow().held(), lack.item()) >= 0;
    }

    private AptSetup apt(ComputerItems items) {
        return (AptSetup) fleet.setup(items.setup());
    }

    private Optional<Lack> lack(int ordinal, int number, AptSetup setup) {
        SoftwareItem item = fleet.item(number);
        int best = 0;
        String candidate = item.version();
        for (String version : versions(item, setup)) {
            int priority = priority(item, version, setup);
            boolean older = ORDER.compare(version, item.version()) < 0;
            if (priority > best && (!older || priority >= 1000)) {
                best = priority;
                candidate = version;
            }
        }
        String chosen = candidate;
        if (ORDER.compare(chosen, item.version()) <= 0) {
            return Optional.empty();
        }
        AvailablePackage target = offers(item, setup).stream()
                .filter(offer -> offer.version().equals(chosen))
                .findFirst()
                .orElseThrow();
        List<Choice> choices = versions(item, setup).stream()
                .filter(version -> version.equals(chosen)
                        || (ORDER.compare(version, item.version()) > 0
                                && ORDER.compare(version, chosen) < 0
                                && priority(item, version, setup) > 0))
                .map(version -> choice(ordinal, item, version, setup))
                .filter(choice -> choice.target().arch().equals(target.arch()))
                .toList();
        Choice newest = choices.get(0);
        return Optional.of(new Lack(
                number,
                newest.target(),
                newest.security(),
                newest.severity(),
                choices,
                gone(ordinal, item, target, setup),
                newest.decision()));
    }

    private List<Gone> gone(int ordinal, SoftwareItem item, AvailablePackage target, AptSetup setup) {
        Map<SoftwareItem, List<CatalogRepository>> holding =
                new TreeMap<>(Comparator.comparing(SoftwareItem::version, ORDER));
        for (Offered past : firstSeen.offers) {
            SoftwareItem version = past.version();
            boolean between = version.name().equals(item.name())
                    && version.arch().equals(target.arch())
                    && ORDER.compare(version.version(), item.version()) > 0
                    && ORDER.compare(version.version(), target.version()) < 0
                    && !versions(item, setup).contains(version.version());
            setup.repositories().stream()
                    .flatMap(used -> catalog.repositories().stream()
                            .filter(one -> one.suite().equals(used.suite())))
                    .filter(one -> between && ReleaseLine.of(one, "main").equals(past.line()))
                    .forEach(one -> holding.computeIfAbsent(version, v -> new ArrayList<>())
                            .add(one));
        }
        List<Gone> gone = new ArrayList<>();
        boolean archived = false;
        for (Map.Entry<SoftwareItem, List<CatalogRepository>> one : holding.entrySet()) {
            SoftwareItem version = one.getKey();
            if (gone.size() < 20 && priority(item, version.version(), one.getValue(), setup) > 0) {
                archived |= one.getValue().stream().anyMatch(CatalogRepository::security)
                        || archived(item, version.version(), setup);
                List<Flaw> mended = mended(ordinal, item, version.sourceVersion());
                gone.add(new Gone(
                        version,
                        firstSeen.days.get(PatchId.of("deb", version.name(), version.arch(), version.version())),
                        archived || !mended.isEmpty(),
                        mended.stream()
                                .map(flaws::severity)
                                .max(Severity::compareTo)
                                .orElse(Severity.UNKNOWN),
                        flaws.exploited(mended)));
            }
        }
        return gone;
    }

    private boolean archived(SoftwareItem item, String version, AptSetup setup) {
        return offers(item, setup).stream()
                .anyMatch(offer -> repository(offer).security()
                        && ORDER.compare(offer.version(), item.version()) > 0
                        && ORDER.compare(offer.version(), version) <= 0);
    }

    private Choice choice(int ordinal, SoftwareItem item, String version, AptSetup setup) {
        AvailablePackage target = offers(item, setup).stream()
                .filter(offer -> offer.version().equals(version))
                .findFirst()
                .orElseThrow();
        boolean archived = archived(item, version, setup);
        List<Flaw> mended = mended(ordinal, item, target.sourceVersion());
        Severity severity =
                mended.stream().map(flaws::severity).max(Severity::compareTo).orElse(Severity.UNKNOWN);
        return new Choice(
                target,
                archived || !mended.isEmpty(),
                severity,
                flaws.exploited(mended),
                approvals.plainly(target.patchId(), fleet.groups.getOrDefault(ordinal, List.of())));
    }

    private List<String> versions(SoftwareItem item, AptSetup setup) {
        List<String> versions = new ArrayList<>(List.of(item.version()));
        offers(item, setup).stream()
                .map(AvailablePackage::version)
                .filter(version -> !versions.contains(version))
                .forEach(versions::add);
        versions.sort(ORDER.reversed());
        return versions;
    }

    private List<AvailablePackage> offers(SoftwareItem item, AptSetup setup) {
        String nativeArch = setup.architectures().get(0);
        String own = item.arch().equals("all") ? nativeArch : item.arch();
        return catalog.versionsOf(item.name()).stream()
                .filter(offer -> offer.arch().equals(own) || (offer.arch().equals("all") && own.equals(nativeArch)))
                .filter(offer -> setup.repositories().stream()
                        .map(AptRepository::suite)
                        .anyMatch(repository(offer).suite()::equals))
                .toList();
    }

    private CatalogRepository repository(AvailablePackage offer) {
        return catalog.repositories().get(offer.repository());
    }

    private int priority(SoftwareItem item, String version, AptSetup setup) {
        List<CatalogRepository> holding = offers(item, setup).stream()
                .filter(offer -> offer.version().equals(version))
                .map(this::repository)
                .toList();
        return priority(item, version, holding, setup);
    }

    private static int priority(SoftwareItem item, String version, List<CatalogRepository> holding, AptSetup setup) {
        boolean foreign = !item.arch().equals("all")
                && !item.arch().equals(setup.architectures().get(0));
        for (PinRule pin : setup.pins()) {
            boolean named = !foreign && pin.packages().contains(item.name());
            boolean taken = pin.kind().equals("version")
                    ? version.startsWith(pin.expression().replace("*", ""))
                    : holding.stream().anyMatch(one -> pin.expression().equals("l=" + one.label()));
            if (named && taken) {
                return pin.priority();
            }
        }
        int highest = version.equals(item.version()) ? INSTALLED_PRIORITY : Integer.MIN_VALUE;
        for (CatalogRepository one : holding) {
            highest = Math.max(highest, filePriority(one, setup));
        }
        return highest;
    }

    private static int filePriority(CatalogRepository repository, AptSetup setup) {
        if (setup.defaultRelease().filter(repository.codename()::equals).isPresent()) {
            return 990;
        }
        return setup.pins().stream()
                .filter(pin -> pin.packages().equals(List.of("*")))
                .filter(pin -> pin.expression().equals("l=" + repository.label()))
                .map(PinRule::priority)
                .findFirst()
                .orElse(repository.priority());
    }

    private List<Flaw> mended(int ordinal, SoftwareItem item, String sourceVersion) {
        String platform = "Debian:" + fleet.releases.getOrDefault(ordinal, "12");
        return flaws.of(platform, item.sourceName()).stream()
                .filter(flaw -> flaw.isIn(item.sourceVersion()) && !flaw.isIn(sourceVersion))
                .toList();
    }

    boolean isOverdue(int ordinal, Lack lack) {
        LocalDate joined = LocalDate.ofInstant(fleet.enrolledAt.getOrDefault(ordinal, FakeFleet.NOON), ZoneOffset.UTC);
        LocalDate came = fleet.arrived
                .getOrDefault(ordinal, Map.of())
                .getOrDefault(fleet.item(lack.item()).name(), joined);
        LocalDate since = came.isAfter(joined) ? came : joined;
        List<Choice> counting = lack.counting();
        return counting.stream()
                        .anyMatch(choice -> isOverdue(
                                choice.security(),
                                choice.severity(),
                                choice.exploited(),
                                firstSeen.days.get(choice.target().patchId()),
                                since))
                || (!counting.isEmpty()
                        && lack.gone().stream()
                                .filter(one -> ORDER.compare(
                                                one.version().version(),
                                                counting.get(0).target().version())
                                        < 0)
                                .anyMatch(one ->
                                        isOverdue(one.security(), one.severity(), one.exploited(), one.day(), since)));
    }

    /** By the days that a person would count. */
    private boolean isOverdue(
            boolean security, Severity severity, Optional<LocalDate> exploited, LocalDate known, LocalDate since) {
        if (!security) {
            return false;
        }
        LocalDate start = known.isAfter(since) ? known : since;
        Severity counted = severity == Severity.UNKNOWN ? policy.unrated() : severity;
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        if (ChronoUnit.DAYS.between(start, today)
                > policy.severities().get(counted).dueDays()) {
            return true;
        }
        return exploited
                .map(added -> added.isAfter(start) ? added : start)
                .filter(from -> ChronoUnit.DAYS.between(from, today) > policy.exploitedDueDays())
                .isPresent();
    }

    ComputerSummary summary(int ordinal) {
        Optional<ComputerItems> items = fleet.of(ordinal);
        List<Lack> lacks = lacks(ordinal);
        Optional<Simulation> dry = items.flatMap(ComputerItems::simulation)
                .filter(one -> one.basis().equals(basis(apt(items.orElseThrow()))));
        int held = 0;
        int blocked = 0;
        for (Lack lack : lacks) {
            if (isHeld(ordinal, lack)) {
                held++;
            } else if (dry.filter(one -> !installs(one, lack)).isPresent()) {
                blocked++;
            }
        }
        return new ComputerSummary(
                FakeFleet.id(ordinal),
                health(ordinal, lacks),
                items.map(one -> one.items().size()).orElse(0),
                lacks.size(),
                count(lacks, Lack::security),
                count(lacks, lack -> isOverdue(ordinal, lack)),
                blocked,
                held,
                count(lacks, lack -> lack.decision() == Decision.DECLINED),
                doubts(ordinal));
    }

    private static boolean installs(Simulation dry, Lack lack) {
        return dry.changes().stream()
                .anyMatch(change -> change.name().equals(lack.target().name())
                        && change.arch().equals(lack.target().arch())
                        && change.to().equals(lack.target().version()));
    }

    private static int count(List<Lack> lacks, Predicate<Lack> which) {
        return (int) lacks.stream().filter(which).count();
    }

    /** Of sources nothing: all are kept up to date. */
    private List<Reason> doubts(int ordinal) {
        Optional<ComputerItems> items = fleet.of(ordinal);
        if (items.isEmpty()) {
            return List.of(Reason.of("exposure.no_inventory"));
        }
        List<Reason> doubts = new ArrayList<>();
        if (isOld(ordinal)) {
            Instant since = Instant.ofEpochMilli(fleet.confirmedAtMillis(ordinal));
            doubts.add(Reason.of("finding.inventory_old", "since", since.toString()));
        }
        if (items.get().setup() < 0) {
            doubts.add(Reason.of("finding.no_package_manager_setup"));
        }
        return doubts;
    }

    private boolean isOld(int ordinal) {
        return now.toEpochMilli() - fleet.confirmedAtMillis(ordinal) > 24L * 3_600_000;
    }

    private HealthStatus health(int ordinal, List<Lack> lacks) {
        boolean old = isOld(ordinal);
        boolean judged = fleet.of(ordinal).filter(items -> items.setup() >= 0).isPresent();
        if (old || !(judged || isEnded(ordinal))) {
            return HealthStatus.UNKNOWN;
        }
        HealthStatus least = isEnded(ordinal) ? policy.endedPlatform() : HealthStatus.HEALTHY;
        HealthStatus worst = lacks.stream()
                .flatMap(lack -> lack.counting().stream().limit(1))
                .map(this::health)
                .max(HealthStatus::compareTo)
                .orElse(HealthStatus.HEALTHY);
        return worst.compareTo(least) > 0 ? worst : least;
    }

    /** Debian 12 and 13, as the table has them in these years. */
    boolean isEnded(int ordinal) {
        if (fleet.of(ordinal).isEmpty()) {
            return false;
        }
        String platform = "Debian:" + fleet.releases.getOrDefault(ordinal, "12");
        boolean standard = platform.equals("Debian:12") && !policy.longTermSupport();
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return Optional.ofNullable(policy.platformEnds().get(platform))
                .map(end -> end.isBefore(today))
                .orElse(standard);
    }

    private HealthStatus health(Choice choice) {
        if (choice.severity() != Severity.UNKNOWN) {
            return policy.severities().get(choice.severity()).counts();
        }
        return choice.security() ? policy.severities().get(policy.unrated()).counts() : policy.otherUpdates();
    }

    /** What a dry run on the newest metadata calls them. */
    String basis(AptSetup setup) {
        return Simulation.basisOf(catalog.suites().stream()
                .filter(mirrored -> setup.repositories().stream()
                        .anyMatch(used -> used.suite().equals(mirrored.suite())))
                .map(mirrored -> mirrored.release().digest())
                .toList());
    }
}
