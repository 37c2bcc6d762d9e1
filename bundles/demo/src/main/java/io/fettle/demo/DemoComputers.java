package io.fettle.demo;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.ComputersAdmin;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.InventoryIntake;
import io.fettle.api.inventory.InventoryIntake.Reported;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Lets planned computers join and report. One that is there already only says that it still lives. */
final class DemoComputers {
    private static final Duration AGE = Duration.ofDays(190);
    private static final String DIRECT = "direct";
    /** Part of every inventory's digest: another composition is another inventory. */
    private static final String COMPOSITION = "fettle demo 1";

    private final Computers computers;
    private final ComputersAdmin admin;
    private final InventoryIntake intake;

    DemoComputers(Computers computers, ComputersAdmin admin, InventoryIntake intake) {
        this.computers = computers;
        this.admin = admin;
        this.intake = intake;
    }

    /** @return how many of them were not there before */
    int add(List<PlannedComputer> planned, Map<Branch, String> offices, InventoryComposer composer, Instant now) {
        int added = 0;
        Map<ComputerId, Reported> reports = new LinkedHashMap<>();
        for (PlannedComputer computer : planned) {
            boolean known = computers.find(computer.id(), Scope.all()).isPresent();
            if (!known && !enrol(computer, Objects.requireNonNull(offices.get(computer.branch())), now)) {
                continue;
            }
            added += known ? 0 : 1;
            if (computer.reported().isPresent()) {
                Instant at = now.minus(Duration.ofMinutes(computer.reported().get()));
                if (intake.acknowledged(computer.id()).isEmpty()) {
                    reports.put(computer.id(), new Reported(composer.compose(computer, at), digest(computer), at));
                }
            }
        }
        if (!reports.isEmpty()) {
            Map<ComputerId, Reason> refused = intake.accept(reports);
            if (!refused.isEmpty()) {
                throw new IllegalStateException("Inventories of the demo were refused: " + refused);
            }
        }
        for (PlannedComputer computer : planned) {
            computer.reported()
                    .ifPresent(minutes ->
                            intake.seen(computer.id(), now.minus(Duration.ofMinutes(minutes)), via(computer.branch())));
        }
        return added;
    }

    private boolean enrol(PlannedComputer computer, String officeId, Instant now) {
        try {
            admin.enrol(
                    computer.id(),
                    officeId,
                    List.of("demo-" + computer.role().hostPrefix()),
                    computer.approved(),
                    true,
                    now.minus(AGE).plus(Duration.ofHours(computer.number() % 4_000)));
            return true;
        } catch (FettleException e) {
            if (e.code() == InventoryError.UNKNOWN_COMPUTER) {
                return false; // somebody removed it, and so it stays
            }
            throw e;
        }
    }

    private static String via(Branch branch) {
        return branch.hasRelay() ? DemoOffices.relayId(branch) : DIRECT;
    }

    private static Digest digest(PlannedComputer computer) {
        return Digest.of((COMPOSITION + ' ' + computer.id()).getBytes(StandardCharsets.UTF_8));
    }
}
