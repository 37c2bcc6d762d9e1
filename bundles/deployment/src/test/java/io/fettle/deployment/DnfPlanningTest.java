package io.fettle.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderBook.NumberedOrder;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.ReplacedPackage;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Computers that dnf rules get orders as those of apt do. */
class DnfPlanningTest {
    private final World world = new World();
    private ComputerId computer = new ComputerId("unset");

    @BeforeEach
    void aComputerWithDnf() {
        computer = withDnf("one", Level.L1);
    }

    private ComputerId withDnf(String name, Level level) {
        ComputerId id = world.fleet.add(name, "a", level);
        world.fleet.dnf(id);
        return id;
    }

    @Test
    void theOrderSaysWhichPackageComesFromWhere() {
        world.fleet.offerRpm("foo", "1:2-1.el9");
        world.fleet.reportRpm(computer, "foo=1:1-1.el9");
        world.deploy(world.fleet.missesRpm(computer, "foo", "1:1-1.el9", "foo", "1:2-1.el9"));
        NumberedOrder order = world.takeOne(computer, 0);
        assertThat(order.draft().ecosystem()).isEqualTo("rpm");
        Step step = order.draft().packages().get(0);
        assertThat(step.from()).contains("1:1-1.el9");
        assertThat(step.to()).isEqualTo("1:2-1.el9");
        assertThat(step.uri()).isEqualTo(FakeFleet.RPM_URI);
        assertThat(step.suite()).isEqualTo("baseos");
        assertThat(step.path()).isEqualTo("Packages/foo-2-1.el9.x86_64.rpm");
        assertThat(step.size()).isEqualTo(2000);
        assertThat(step.digest()).isEqualTo(world.fleet.offered.get(0).digest());
    }

    @Test
    void aReportOnlyComputerIsSkippedWhateverRulesIt() {
        ComputerId reporting = withDnf("two", Level.L0);
        world.fleet.offerRpm("foo", "2-1");
        world.deploy(world.fleet.missesRpm(reporting, "foo", "1-1", "foo", "2-1"));
        assertThat(world.task(reporting).state()).isEqualTo(TaskState.SKIPPED);
        assertThat(world.trace(reporting)).endsWith("level.l0");
    }

    @Test
    void aPackageOfTheSameNameFromAnAptRepositoryIsNoOffer() {
        world.fleet.offer("foo", "2-1", "foo");
        world.deploy(world.fleet.missesRpm(computer, "foo", "1-1", "foo", "2-1"));
        assertThat(world.trace(computer)).endsWith("patch.not_offered");
    }

    @Test
    void whatTakesThePlaceOfAnotherSaysSo() {
        world.fleet.offerRpm("new", "3-1", "old < 2");
        world.fleet.reportRpm(computer, "old=1-1");
        world.deploy(world.fleet.missesRpm(computer, "old", "1-1", "new", "3-1"));
        Step step = world.takeOne(computer, 0).draft().packages().get(0);
        assertThat(step.name()).isEqualTo("new");
        assertThat(step.from()).isEmpty();
        assertThat(step.replaces()).containsExactly(new ReplacedPackage("old", "x86_64", "1-1"));
    }

    @Test
    void aKernelThatIsAddedComesFromTheNewestThatIsThere() {
        world.fleet.offerRpm("kernel-core", "5.14.0-427.el9");
        world.fleet.offerRpm("foo", "2-1");
        world.fleet.reportRpm(computer, "kernel-core=5.14.0-70.el9", "kernel-core=5.14.0-284.el9", "foo=1-1");
        world.fleet.simulates(
                computer,
                new PlannedChange("kernel-core", "x86_64", Optional.empty(), "5.14.0-427.el9"),
                new PlannedChange("foo", "x86_64", Optional.of("1-1"), "2-1"));
        PatchId kernel =
                world.fleet.missesRpm(computer, "kernel-core", "5.14.0-284.el9", "kernel-core", "5.14.0-427.el9");
        PatchId foo = world.fleet.missesRpm(computer, "foo", "1-1", "foo", "2-1");
        world.deploy(foo);
        assertThat(world.takeOne(computer, 0).draft().packages())
                .extracting(Step::name)
                .containsExactly("foo");
        ComputerId other = withDnf("two", Level.L1);
        world.fleet.reportRpm(other, "kernel-core=5.14.0-70.el9", "kernel-core=5.14.0-284.el9");
        world.fleet.missesRpm(other, "kernel-core", "5.14.0-284.el9", "kernel-core", "5.14.0-427.el9");
        world.deploy(kernel);
        assertThat(world.takeOne(other, 0).draft().packages().get(0).from()).contains("5.14.0-284.el9");
    }

    @Test
    void theOrderIsExtendedToWhatDnfWouldReplace() {
        world.fleet.offerRpm("foo", "2-1", "foo-libs <= 1-1");
        world.fleet.offerRpm("bar", "1-1");
        world.fleet.reportRpm(computer, "foo=1-1", "foo-libs=1-1");
        world.deploy(world.fleet.missesRpm(computer, "foo", "1-1", "foo", "2-1"));
        world.takeOne(computer, 0);
        ReplacedPackage libs = new ReplacedPackage("foo-libs", "x86_64", "1-1");
        world.differs(
                computer,
                1,
                new PlannedChange("foo", "x86_64", Optional.of("1-1"), "2-1", List.of(libs)),
                new PlannedChange("bar", "x86_64", Optional.empty(), "1-1"));
        assertThat(world.takeOne(computer, 1).draft().packages())
                .extracting(Step::change)
                .containsExactly(
                        new PlannedChange("bar", "x86_64", Optional.empty(), "1-1"),
                        new PlannedChange("foo", "x86_64", Optional.of("1-1"), "2-1", List.of(libs)));
    }

    @Test
    void whatTheVendorDoesNotObsoleteIsNotReplaced() {
        world.fleet.offerRpm("foo", "2-1");
        world.fleet.reportRpm(computer, "foo=1-1", "innocent=1-1");
        world.deploy(world.fleet.missesRpm(computer, "foo", "1-1", "foo", "2-1"));
        world.takeOne(computer, 0);
        ReplacedPackage innocent = new ReplacedPackage("innocent", "x86_64", "1-1");
        world.differs(computer, 1, new PlannedChange("foo", "x86_64", Optional.of("1-1"), "2-1", List.of(innocent)));
        assertThat(world.task(computer).state()).isEqualTo(TaskState.FAILED);
        assertThat(world.trace(computer)).endsWith("plan.refused");
    }

    @Test
    void versionsAreComparedAsRpmDoes() {
        world.fleet.offerRpm("foo", "1.0^20260101-1");
        world.fleet.reportRpm(computer, "foo=1.0-1");
        world.deploy(world.fleet.missesRpm(computer, "foo", "1.0-1", "foo", "1.0^20260101-1"));
        world.takeOne(computer, 0);
        world.says(computer, 1, TaskState.APPLYING);
        world.says(computer, 2, TaskState.SUCCEEDED);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.VERIFYING);
        world.clock.advance(java.time.Duration.ofSeconds(1));
        // A later snapshot of the same release.
        world.fleet.reportRpm(computer, "foo=1.0^20260102-1");
        world.news(computer);
        assertThat(world.task(computer).state()).isEqualTo(TaskState.SUCCEEDED);
    }
}
