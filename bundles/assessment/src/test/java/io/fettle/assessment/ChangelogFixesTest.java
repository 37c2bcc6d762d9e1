package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.Changelogs;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.assessment.Exposures;
import io.fettle.api.assessment.Finding;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ChangelogFixesTest {
    private static final String URI = "http://deb.example.org/debian/";
    private static final String ELSEWHERE = "http://elsewhere.example.org/debian/";
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");

    private final FakeFleet fleet = new FakeFleet();
    private SampleCatalog newest = catalog(1);
    private final EvaluatedFindings evaluated = new EvaluatedFindings(
            fleet,
            fleet,
            new FakeApprovals(fleet),
            new NewestCatalog(() -> newest),
            fleet,
            entry -> {},
            new FakePolicies(),
            new FakeFirstSeen(),
            Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));

    @Test
    void anUpdateOfWhichNobodySpeaksGetsWhatItsChangelogNamesInBetween() {
        has("1-2");
        assertThat(finding().security()).isFalse();

        newest = catalog(2);
        told("Debian", "1-1", 1);
        told("Debian", "1-3", 3);
        told("Debian", "1-4", 4);
        told("Debian", "1-9", 9);
        told("Elsewhere", "1-3", 7);
        catchUp();
        assertThat(finding().cves()).containsExactly("CVE-2026-1003", "CVE-2026-1004");
        assertThat(finding().security()).isTrue();
        assertThat(finding().why()).extracting(Reason::code).contains("finding.changelog");
        assertThat(evaluated.summary(FakeFleet.id(0), Scope.all()).orElseThrow().security())
                .isEqualTo(1);
    }

    @Test
    void whatAnAdvisorySaysIsAllThatCounts() {
        told("Debian", "1-3", 3);
        newest.advisories().add("tracker", advisory("CVE-2026-1008", "Debian:12", "1-3", 8));
        has("1-2");
        assertThat(finding().cves()).containsExactly("CVE-2026-1008");
        assertThat(finding().why()).extracting(Reason::code).doesNotContain("finding.changelog");
    }

    /** It says what an update brings, not who is in danger: the tracker may well have found that nobody is. */
    @Test
    void nobodyIsExposedByAChangelog() {
        newest.advisories().add("tracker", advisory("CVE-2026-1008", "Debian:12", "1-1", 8));
        told("Debian", "1-3", 3);
        has("1-2");
        assertThat(finding().cves()).containsExactly("CVE-2026-1003");
        assertThat(evaluated.ofComputer(FakeFleet.id(0), Scope.all())).isEmpty();
        assertThat(evaluated
                        .list(Exposures.Filter.all(), Scope.all(), PageRequest.first(10))
                        .items())
                .isEmpty();
    }

    @Test
    void eachVendorsChangelogCountsForWhatItOffersItself() {
        newest.repository(
                ELSEWHERE,
                "bookworm",
                "oldstable",
                "bookworm",
                "Elsewhere",
                "Elsewhere",
                "12",
                MAIN,
                AMD64,
                false,
                500);
        newest.offer(1, "main", "libcurl4", "1-4", "amd64", "curl");
        told("Debian", "1-3", 3);
        told("Elsewhere", "1-3", 7);
        has(0, URI, "1-2");
        has(1, ELSEWHERE, "1-2");
        assertThat(finding(0).cves()).containsExactly("CVE-2026-1003");
        assertThat(finding(1).cves()).containsExactly("CVE-2026-1007");
    }

    private Finding finding() {
        return finding(0);
    }

    private Finding finding(int ordinal) {
        return evaluated.of(FakeFleet.id(ordinal), Scope.all()).stream()
                .filter(one -> one.packageName().equals("libcurl4"))
                .findFirst()
                .orElseThrow();
    }

    private void has(String version) {
        has(0, URI, version);
    }

    private void has(int ordinal, String uri, String version) {
        SoftwareItem item = new SoftwareItem("deb", "libcurl4", version, "amd64", "curl", version, MultiArch.NO);
        AptSetup setup = new AptSetup(
                AMD64,
                List.of(new AptRepository(uri, "bookworm", MAIN, AMD64, List.of())),
                List.of(),
                Optional.empty());
        fleet.report(ordinal, "o-1", setup, List.of(new InstalledPackage(item, false)), Optional.empty());
        catchUp();
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            evaluated.loop().catchUp();
        }
    }

    private void told(String origin, String version, int flaw) {
        newest.advisories()
                .add(
                        Changelogs.SOURCE,
                        advisory("curl " + version + origin, Changelogs.platform(origin), version, flaw));
    }

    private static Advisory advisory(String id, String platform, String version, int flaw) {
        return Advisory.of(id)
                .cves(List.of(new CveId("CVE-2026-" + (1000 + flaw))))
                .affected(new Affected(
                        "deb",
                        platform,
                        PackageLevel.SOURCE,
                        "curl",
                        List.of(),
                        "",
                        FixStatus.FIXED,
                        Optional.of(version),
                        Optional.empty(),
                        ""))
                .build();
    }

    private static SampleCatalog catalog(long number) {
        SampleCatalog made = new SampleCatalog(number);
        made.repository(URI, "bookworm", "oldstable", "bookworm", "Debian", "Debian", "12", MAIN, AMD64, false, 500);
        made.offer(0, "main", "libcurl4", "1-4", "amd64", "curl");
        return made;
    }
}
