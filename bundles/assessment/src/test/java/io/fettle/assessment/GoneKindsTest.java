package io.fettle.assessment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Scope;
import io.fettle.api.assessment.FleetSummary;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.fleet.Kind;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing is kept for kinds that no computer is of any more. */
class GoneKindsTest {
    private static final String BASE = "http://deb.example.org/debian/";
    private static final List<String> MAIN = List.of("main");
    private static final List<String> AMD64 = List.of("amd64");
    private static final int CHANGES = 20;

    private final FakeFleet fleet = new FakeFleet();
    private SampleCatalog newest = new SampleCatalog(1);
    private final Catalog catalog = new NewestCatalog(() -> newest);
    private final EvaluatedFindings findings = new EvaluatedFindings(
            fleet,
            fleet,
            new FakeApprovals(fleet),
            catalog,
            fleet,
            entry -> {},
            new FakePolicies(),
            new FakeFirstSeen(),
            Clock.fixed(FakeFleet.NOON, ZoneOffset.UTC));

    @BeforeEach
    void oneOfManyComputersIsAlwaysOfAKindOfItsOwn() {
        publish("2-1");
        report(0, 0);
        report(1, 0);
        report(2, 1);
        catchUp();
        assertKinds(2);
    }

    private void publish(String version) {
        SampleCatalog next = new SampleCatalog(newest.number() + 1);
        next.repository(BASE, "stable", "stable", "stable", "D", "D", "12", MAIN, AMD64, true, 500);
        next.offer(0, "main", "curl", version, "amd64", "curl");
        newest = next;
    }

    private void report(int ordinal, int pins) {
        AptSetup setup = new AptSetup(
                AMD64,
                List.of(new AptRepository(BASE, "stable", MAIN, AMD64, List.of())),
                List.of(new PinRule(List.of("other"), "version", pins + "*", 1001)),
                Optional.empty());
        SoftwareItem curl = new SoftwareItem("deb", "curl", "1-1", "amd64", "curl", "1-1", MultiArch.NO);
        fleet.report(ordinal, "o-1", setup, List.of(new InstalledPackage(curl, false)), Optional.empty());
    }

    private void catchUp() {
        for (int i = 0; i < 3; i++) {
            findings.loop().catchUp();
        }
    }

    private void assertKinds(int kinds) {
        findings.evaluation().reading((index, layer) -> {
            assertThat(layer.judgedKinds()).isEqualTo(kinds);
            assertThat(index.kindNumbers().size()).isEqualTo(kinds);
            assertThat(index.kinds().keySet())
                    .allSatisfy(kind ->
                            assertThat(index.kindNumbers().numberOf(kind)).isLessThanOrEqualTo(kinds));
            return true;
        });
    }

    /** Of what the index says nothing is lost with the kinds. */
    private void assertAllMissCurl(int computers) {
        FleetSummary sum = findings.fleet(Scope.all());
        assertThat(sum.computers()).isEqualTo(computers);
        assertThat(sum.missingSecurity()).isEqualTo(computers);
        for (int ordinal = 0; ordinal < computers; ordinal++) {
            findings.checks().check(ordinal);
        }
        assertThat(findings.checks().disagreed()).isZero();
        assertThat(findings.checks().agreed()).isNotZero();
    }

    @Test
    void aComputerThatChangesItsPinsAtEachCheckInLeavesNoneBehind() {
        for (int change = 2; change < CHANGES; change++) {
            report(2, change);
            catchUp();
            assertKinds(2);
            assertAllMissCurl(3);
        }
    }

    @Test
    void aNewRevisionIsJudgedForKindsThatThereStillAreOnly() {
        for (int change = 2; change < CHANGES; change++) {
            report(2, change);
            publish(change + 1 + "-1");
            catchUp();
            assertKinds(2);
            assertAllMissCurl(3);
        }
    }

    @Test
    void whatAReaderAskedForTooLateIsGoneWithTheNextRevision() {
        Kind gone = findings.evaluation()
                .reading((index, layer) -> index.find(2).orElseThrow().kind().orElseThrow());
        report(2, 2);
        catchUp();
        findings.evaluation().reading((index, layer) -> layer.verdicts(gone));
        publish("3-1");
        catchUp();
        assertKinds(2);
    }

    @Test
    void aKindGoesWithItsLastComputer() {
        fleet.remove(0);
        catchUp();
        assertKinds(2);
        fleet.remove(1);
        catchUp();
        assertKinds(1);
        fleet.enrol(2, "o-1");
        catchUp();
        assertKinds(0);
    }

    @Test
    void aKindThatComesBackIsJudgedAgain() {
        report(2, 0);
        catchUp();
        assertKinds(1);
        report(1, 1);
        catchUp();
        assertKinds(2);
        assertAllMissCurl(3);
    }
}
