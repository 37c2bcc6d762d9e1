package io.fettle.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.api.demo.DemoProgress;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.InventoryIntake.Reported;
import io.fettle.api.inventory.Relay;
import io.fettle.api.source.SourceState;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class FillingTest {
    private static final Instant NOW = Instant.parse("2026-06-01T12:00:00Z");
    private static final Caller LOCAL = new Caller("local", io.fettle.api.identity.Role.PLATFORM_ADMIN, Scope.all());

    private final FakeFleet fleet = new FakeFleet();
    private final FakeOffices offices = new FakeOffices();
    private final FakeSources sources = new FakeSources();
    private final List<DemoProgress> news = new ArrayList<>();

    @TempDir
    Path directory;

    @Test
    @Timeout(60)
    void thousandComputersAreAVariedFleetMarkedAsDemo() throws Exception {
        assertThat(fill(1_000, 1)).isEqualTo(1_000);
        assertThat(fleet.computers).hasSize(1_000);
        assertThat(fleet.computers.values()).allMatch(Computer::demo);
        assertThat(offices.relays.values()).isNotEmpty().allMatch(Relay::demo);
        assertThat(offices.offices).hasSize(25).allMatch(office -> office.name().endsWith("(demo)"));
        assertThat(sources.settings).hasSize(4);
        assertThat(fleet.largestBatch).isLessThanOrEqualTo(500);
        assertThat(fleet.reports.size()).isBetween(900, 995);
        assertThat(fleet.computers.values().stream().filter(c -> c.state() == Computer.State.QUARANTINED))
                .isNotEmpty();
        assertThat(inventories())
                .allSatisfy(i -> assertThat(i.packages().size()).isBetween(300, 1_100));
        for (Predicate<Inventory> some : List.<Predicate<Inventory>>of(
                i -> i.packages().stream().anyMatch(p -> p.held()),
                i -> !i.apt().orElseThrow().pins().isEmpty(),
                i -> i.apt().orElseThrow().defaultRelease().isPresent(),
                i -> i.apt().orElseThrow().repositories().size() == 3,
                i -> i.simulation().isEmpty(),
                i -> i.simulation().filter(s -> s.changes().isEmpty()).isPresent(),
                i -> i.simulation().filter(s -> s.changes().size() > 50).isPresent(),
                i -> i.simulation().filter(s -> !s.keptBack().isEmpty()).isPresent(),
                i -> i.facts().rebootRequired(),
                i -> i.facts().osId().equals("ubuntu"))) {
            assertThat(inventories().stream().filter(some).count()).isBetween(5L, 900L);
        }
        assertThat(fleet.seen.values()).allMatch(at -> !at.isAfter(NOW));
        assertThat(fleet.seen.values().stream().filter(at -> at.isBefore(NOW.minus(Duration.ofDays(2)))))
                .hasSizeBetween(10, 80);
    }

    @Test
    void secondRunAddsNothing() throws Exception {
        fill(60, 1);
        Map<?, Reported> before = Map.copyOf(fleet.reports);
        assertThat(fill(60, 1)).isZero();
        assertThat(fleet.reports).isEqualTo(before);
        assertThat(fleet.accepted).isEqualTo(before.size());
        assertThat(fleet.computers).hasSize(60);
        assertThat(offices.offices).hasSize(2);
        assertThat(sources.settings).hasSize(4);
    }

    @Test
    void largerNumberAddsTheRestAndChangesNothing() throws Exception {
        fill(60, 1);
        Map<ComputerId, Computer> before = Map.copyOf(fleet.computers);
        assertThat(fill(90, 1)).isEqualTo(30);
        assertThat(fleet.computers).hasSize(90).containsAllEntriesOf(before);
    }

    @Test
    void seedAloneDecidesTheFleet() throws Exception {
        fill(40, 7);
        List<Inventory> first = inventories();
        FillingTest again = new FillingTest();
        again.directory = directory;
        again.fill(40, 7);
        assertThat(again.inventories()).isEqualTo(first);
        FillingTest other = new FillingTest();
        other.directory = directory;
        other.fill(40, 8);
        assertThat(other.inventories()).isNotEqualTo(first);
        assertThat(other.fleet.computers.keySet()).doesNotContainAnyElementsOf(fleet.computers.keySet());
    }

    @Test
    void repositoryThatIsRefusedStopsItBeforeAnyComputerIsThere() {
        sources.end = SourceState.REFUSED;
        assertThatThrownBy(() -> fill(10, 1))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("REFUSED (source.test)");
        assertThat(fleet.computers).isEmpty();
    }

    private int fill(int computers, long seed) throws Exception {
        Filling filling = new Filling(
                directory.resolve("demo"),
                new DemoSources(sources, time -> {}),
                new DemoOffices(offices),
                new DemoComputers(fleet, fleet, fleet),
                Clock.fixed(NOW, ZoneOffset.UTC));
        return filling.run(computers, seed, LOCAL, news::add);
    }

    private List<Inventory> inventories() {
        return fleet.reports.values().stream().map(Reported::inventory).toList();
    }
}
