package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.assessment.ComputerSummary;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.reach.ExposureReader;
import io.fettle.testkit.health.RecordedMetrics;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

/** An index that was tampered with on purpose. */
class FleetCheckTest {
    private static final String BASE = "http://deb.example.org/debian/";
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final PatchId CURL = PatchId.of("deb", "curl", "amd64", "2-1");

    private final FakeFleet fleet = new FakeFleet();
    private final SampleCatalog catalog = new SampleCatalog(1);
    private final List<AuditEntry> audited = new ArrayList<>();
    private final EvaluatedFindings findings = new EvaluatedFindings(
            fleet,
            fleet,
            new FakeApprovals(fleet),
            catalog,
            fleet,
            audited::add,
            new FakePolicies(),
            new FakeFirstSeen(),
            Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));

    @BeforeEach
    void twoComputersOfWhichOneLacksAnUpdate() {
        catalog.repository(BASE, "stable", "stable", "stable", "D", "D", "12", MAIN, AMD64, true, 500);
        catalog.offer(0, "main", "curl", "2-1", "amd64", "curl");
        report(0, "1-1");
        report(1, "2-1");
        catchUp();
    }

    private void report(int ordinal, String version) {
        AptSetup setup = new AptSetup(
                AMD64, List.of(new AptRepository(BASE, "stable", MAIN, AMD64, List.of())), List.of(), Optional.empty());
        SoftwareItem curl = new SoftwareItem("deb", "curl", version, "amd64", "curl", version, MultiArch.NO);
        fleet.report(ordinal, "o-1", setup, List.of(new InstalledPackage(curl, false)), Optional.empty());
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    @Test
    void anIndexThatIsRightAgrees() {
        findings.checks().check(0);
        findings.checks().check(1);
        assertThat(RecordedMetrics.of(findings))
                .isEqualTo(Map.of(
                        "assessment_checks_total{result=\"agreed\"}", 2.0,
                        "assessment_checks_total{result=\"disagreed\"}", 0.0,
                        "assessment_checks_total{result=\"skipped\"}", 0.0));
        assertThat(findings.check().reasons()).isEmpty();
        assertThat(audited).isEmpty();
    }

    @Test
    void aPatchThatTheIndexForgotIsFoundToldAndRepaired() {
        tamper((index, layer) -> layer.column(CURL).orElseThrow().computers().remove(0));
        assertThat(findings.missing(CURL, Scope.all())).isEmpty();
        assertRepaired("missing");
    }

    @Test
    void aPatchThatTheIndexMadeUpIsFoundToo() {
        tamper((index, layer) -> layer.column(CURL).orElseThrow().computers().add(1));
        findings.checks().check(1);
        catchUp();
        assertThat(findings.missing(CURL, Scope.all())).containsExactly(FakeFleet.id(0));
        findings.checks().check(1);
        assertThat(findings.checks().agreed()).isEqualTo(1);
    }

    @Test
    void anExposureThatTheIndexForgotIsFoundToldAndRepaired() {
        CveId cve = new CveId("CVE-2026-1001");
        catalog.advisories()
                .add(
                        "tracker",
                        Advisory.of(cve.value())
                                .cves(List.of(cve))
                                .affected(new Affected(
                                        "deb",
                                        "Debian:12",
                                        PackageLevel.SOURCE,
                                        "curl",
                                        List.of(),
                                        "",
                                        FixStatus.FIXED,
                                        Optional.of("2-1"),
                                        Optional.empty(),
                                        ""))
                                .build());
        EvaluatedFindings exposed = new EvaluatedFindings(
                fleet,
                fleet,
                new FakeApprovals(fleet),
                catalog,
                fleet,
                audited::add,
                new FakePolicies(),
                new FakeFirstSeen(),
                Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));
        for (int i = 0; i < 3; i++) {
            exposed.loop().catchUp();
        }
        exposed.checks().check(0);
        exposed.checks().check(1);
        assertThat(exposed.checks().agreed()).isEqualTo(2);
        RoaringBitmap all = exposed.evaluation()
                .reading((index, layer) -> new ExposureReader(index, layer.flaws(), index.columns())
                        .reach(cve)
                        .fixable());
        assertThat(all.contains(0)).isTrue();
        all.remove(0);
        all.add(1);
        exposed.checks().check(0);
        assertThat(audited.get(0).details()).containsEntry("parts", "exposures");
        exposed.loop().catchUp();
        exposed.checks().check(0);
        exposed.checks().check(1);
        assertThat(exposed.checks().disagreed()).isEqualTo(1);
        assertThat(exposed.checks().agreed()).isEqualTo(4);
    }

    @Test
    void aWrongCountIsFound() {
        tamper((index, layer) -> layer.columns().decided(CURL, RoaringBitmap.bitmapOf(0), new RoaringBitmap()));
        assertRepaired("counts");
    }

    @Test
    void anItemAnOfficeAndAKindThatAreWrongAreFound() {
        tamper((index, layer) -> {
            index.having(0).remove(0);
            index.byOffice().add("o-2", 0);
            index.byKind().remove(index.kinds().keySet().iterator().next(), 0);
        });
        assertRepaired("items, setup, office");
    }

    @Test
    void whatHasNotCaughtUpIsLeftAlone() {
        report(0, "2-1");
        findings.checks().check(0);
        assertThat(findings.checks().skipped()).isEqualTo(1);
        assertThat(findings.checks().disagreed()).isZero();
    }

    @Test
    void nothingIsSaidBeforeTheFleetWasTakenIn() {
        FakeFleet old = new FakeFleet();
        old.enrol(0, "o-1");
        old.changes.clear();
        EvaluatedFindings starting = new EvaluatedFindings(
                old,
                old,
                new FakeApprovals(old),
                catalog,
                old,
                audited::add,
                new FakePolicies(),
                new FakeFirstSeen(),
                Clock.systemUTC());
        starting.checks().check(0);
        assertThat(starting.checks().disagreed()).isZero();
    }

    private void tamper(BiConsumer<FleetIndex, Layer> with) {
        findings.evaluation().reading((index, layer) -> {
            with.accept(index, layer);
            return true;
        });
    }

    private void assertRepaired(String parts) {
        ComputerSummary right =
                new ComputerSummary(FakeFleet.id(0), HealthStatus.HIGHLY_VULNERABLE, 1, 1, 1, 0, 0, 0, 0);
        findings.checks().check(0);
        assertThat(findings.checks().disagreed()).isEqualTo(1);
        assertThat(audited).extracting(AuditEntry::action).containsExactly("assessment.repaired");
        assertThat(audited.get(0).details()).containsEntry("parts", parts);
        assertThat(findings.check().ready()).isTrue();
        assertThat(findings.check().reasons()).extracting(Reason::code).containsExactly("assessment.disagreed");

        catchUp();
        findings.checks().check(0);
        findings.checks().check(1);
        assertThat(findings.checks().agreed()).isEqualTo(2);
        assertThat(findings.missing(CURL, Scope.all())).containsExactly(FakeFleet.id(0));
        assertThat(findings.summary(FakeFleet.id(0), Scope.all())).contains(right);
    }
}
