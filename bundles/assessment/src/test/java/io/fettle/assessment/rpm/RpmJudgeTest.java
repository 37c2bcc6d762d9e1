package io.fettle.assessment.rpm;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.FleetItems.ComputerItems;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.assessment.FakeFleet;
import io.fettle.assessment.SampleCatalog;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Judge;
import io.fettle.assessment.verdict.PastOffer;
import io.fettle.assessment.verdict.ReleaseLine;
import io.fettle.assessment.verdict.Trail;
import io.fettle.assessment.verdict.Verdict;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;

/** What needs no dnf to be told; {@link DnfOracleTest} does the rest. */
class RpmJudgeTest {
    private static final String BASE = "https://dl.example.org/rocky/9/BaseOS/x86_64/os/";
    private static final String ARM = "https://dl.example.org/rocky/9/BaseOS/aarch64/os/";
    private static final String LIST = "https://mirrors.example.org/list?repo=baseos";
    private static final String PLATFORM = "Rocky Linux:9";

    private final SampleCatalog catalog = new SampleCatalog(1);

    @Test
    void aRepositoryIsTheOneOfItsUri() {
        catalog.rpm("s", offered(BASE, ""));
        assertThat(judge(used("x", "http://DL.example.org:80/rocky/9/BaseOS/x86_64/os", ""))
                        .repositories())
                .containsExactly(0);
    }

    @Test
    void aListOfMirrorsStandsForTheRepositoryOfItsIdPlatformAndArchitecture() {
        catalog.rpm("s", offered(ARM, "baseos"));
        catalog.rpm("s", offered(BASE, "baseos"));
        assertThat(judge(used("baseos", "", LIST)).repositories()).containsExactly(1);
        assertThat(judge(used("baseos", "", LIST), "AlmaLinux:9").repositories())
                .isEmpty();
        assertThat(judge(used("appstream", "", LIST)).repositories()).isEmpty();
    }

    @Test
    void anotherPlaceOfTheSameIdIsAnotherRepository() {
        catalog.rpm("s", offered(BASE, "baseos"));
        Judge judge = judge(used("baseos", "https://vault.example.org/9.2/BaseOS/x86_64/os/", ""));
        assertThat(judge.coversNothing()).isTrue();
        assertThat(judge.gaps()).extracting(Reason::code).containsExactly("finding.repository_not_in_catalog");
    }

    @Test
    void locksThatAreNotKnownAreAGap() {
        catalog.rpm("s", offered(BASE, ""));
        RpmSetup known = setup(used("baseos", BASE, ""));
        assertThat(judge(known, PLATFORM).gaps()).isEmpty();
        RpmSetup unknown =
                new RpmSetup("x86_64", known.repositories(), List.of(), List.of(), List.of(), List.of(), true, false);
        assertThat(judge(unknown, PLATFORM).gaps()).containsExactly(Reason.of("finding.locks_unknown"));
    }

    @Test
    void aRepositoryThatTheComputerDoesNotUseOffersNothing() {
        int other = catalog.rpm("s", offered(ARM, ""));
        catalog.rpm(other, offered("bash", "2-1", "x86_64"));
        assertThat(judge(used("baseos", BASE, "")).judge(item("bash", "1-1"))).isEmpty();
    }

    @Test
    void onlySecurityBulletinsMakeASecurityUpdate() {
        int base = catalog.rpm("s", offered(BASE, ""));
        catalog.rpm(base, offered("bash", "3-1", "x86_64"));
        bulletin("FIX", Advisory.Type.BUGFIX, "2-1");
        bulletin("DONE", Advisory.Type.SECURITY, "1-1");
        bulletin("LATER", Advisory.Type.SECURITY, "4-1");
        Judge judge = judge(used("baseos", BASE, ""));
        assertThat(judge.judge(item("bash", "1-1")).orElseThrow().security()).isFalse();
        bulletin("SEC", Advisory.Type.SECURITY, "3-1");
        Verdict verdict =
                judge(used("baseos", BASE, "")).judge(item("bash", "1-1")).orElseThrow();
        assertThat(verdict.state()).isEqualTo(FindingState.MISSING);
        assertThat(verdict.security()).isTrue();
        assertThat(verdict.fixes().advisories()).containsExactly("SEC");
    }

    @Test
    void aVersionThatIsGoneFromARepositoryInUseIsRemembered() {
        int base = catalog.rpm("s", offered(BASE, "baseos"));
        catalog.rpm(base, offered("bash", "4-1", "x86_64"));
        bulletin("SEC", Advisory.Type.SECURITY, "2-1");
        String line = ReleaseLine.of(catalog.repositories().get(base), "");
        List<PastOffer> past = List.of(
                past("1-1", line), past("2-1", line), past("3-1", "elsewhere"), past("4-1", line), past("5-1", line));

        Verdict verdict = judge(setup(used("baseos", BASE, "")), PLATFORM, name -> past)
                .judge(item("bash", "1-1"))
                .orElseThrow();

        assertThat(verdict.past()).singleElement().satisfies(one -> {
            assertThat(one.version().version()).isEqualTo("2-1");
            assertThat(one.security()).isTrue();
        });
    }

    private static PastOffer past(String version, String line) {
        PatchId patch = PatchId.of("rpm", "bash", "x86_64", version);
        return new PastOffer(patch, item("bash", version), Set.of(line), 20_000);
    }

    @Test
    void ofPackagesSideBySideTheNewestStandsForAll() {
        FakeFleet fleet = new FakeFleet();
        RpmSetup setup = setup(used("baseos", BASE, ""));
        List<InstalledPackage> installed = List.of(
                new InstalledPackage(item("kernel", "5-9"), false),
                new InstalledPackage(item("kernel", "5-10"), false),
                new InstalledPackage(item("bash", "1-1"), false));
        fleet.report(1, "o", setup, installed, Optional.empty());
        ComputerItems items = new SideBySide(fleet).of(1).orElseThrow();
        assertThat(Arrays.stream(items.items().toArray()).mapToObj(fleet::item).map(SoftwareItem::version))
                .containsExactly("5-10", "1-1");
    }

    private void bulletin(String id, Advisory.Type type, String fixed) {
        catalog.advisories()
                .add(
                        "s",
                        Advisory.of(id)
                                .type(type)
                                .affected(new Affected(
                                        "rpm",
                                        PLATFORM,
                                        PackageLevel.BINARY,
                                        "bash",
                                        List.of("x86_64"),
                                        "",
                                        FixStatus.FIXED,
                                        Optional.of(fixed),
                                        Optional.empty(),
                                        ""))
                                .build());
    }

    private Judge judge(RpmRepository repository) {
        return judge(repository, PLATFORM);
    }

    private Judge judge(RpmRepository repository, String platform) {
        return judge(setup(repository), platform);
    }

    private Judge judge(RpmSetup setup, String platform) {
        return judge(setup, platform, Trail.NONE);
    }

    private Judge judge(RpmSetup setup, String platform, Trail trail) {
        IntFunction<SoftwareItem> items = item -> {
            throw new IllegalStateException("No item has a number here");
        };
        Grounds grounds = new Grounds(catalog, new FlawBook(catalog.advisories()), items, trail);
        return new RpmJudge(setup, grounds, platform);
    }

    private static RpmSetup setup(RpmRepository repository) {
        return new RpmSetup("x86_64", List.of(repository), List.of(), List.of(), List.of(), List.of(), true, true);
    }

    private static RpmRepository used(String id, String baseUrl, String mirrors) {
        return new RpmRepository(
                id,
                baseUrl.isEmpty() ? List.of() : List.of(baseUrl),
                mirrors,
                RpmRepository.USUAL_PRIORITY,
                false,
                true,
                false,
                List.of(),
                List.of());
    }

    private static SoftwareItem item(String name, String version) {
        return new SoftwareItem("rpm", name, version, "x86_64", name, version, MultiArch.NO);
    }

    private static OfferedPackage offered(String name, String version, String arch) {
        Digest digest = Digest.of((name + version).getBytes(StandardCharsets.UTF_8));
        return new OfferedPackage(name, version, arch, name, version, MultiArch.NO, name + ".rpm", 1, digest, 1);
    }

    private static OfferedRepository offered(String uri, String id) {
        Digest digest = Digest.of(uri.getBytes(StandardCharsets.UTF_8));
        return new OfferedRepository(
                uri,
                id,
                "",
                "",
                "Rocky Linux",
                "",
                "9",
                List.of(),
                List.of(),
                false,
                500,
                Instant.EPOCH,
                Optional.empty(),
                new MirroredSuite.Stored(digest, 1),
                Optional.empty(),
                "rpm");
    }
}
