package io.fettle.deployment;

import io.fettle.api.assessment.FindingState;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.deployment.DeploymentTask;
import io.fettle.api.deployment.Outcomes;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Level;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The real deployments in the world that their own tests use, for tests that are not in their package. */
public final class DeploymentAtWork {
    private final World world = new World();

    public DeploymentAtWork(Instant now, String... computers) {
        world.clock.advance(Duration.between(world.clock.instant(), now));
        world.fleet.offer("libx", "2", "x");
        for (String name : computers) {
            ComputerId computer = world.fleet.add(name, "branch", Level.L1);
            world.fleet.misses(computer, "libx", "1", "2", FindingState.MISSING);
            world.fleet.report(computer, false, "libx=1");
        }
        world.deploy();
        for (String name : computers) {
            world.takeOne(new ComputerId(name), 0);
        }
        world.audit.clear();
    }

    public Outcomes outcomes() {
        return world.deployments;
    }

    /** Everything that was audited, also by others who write there. */
    public List<AuditEntry> audit() {
        return world.audit;
    }

    /** The one task of a computer. */
    public DeploymentTask task(String computer) {
        return world.task(new ComputerId(computer));
    }
}
