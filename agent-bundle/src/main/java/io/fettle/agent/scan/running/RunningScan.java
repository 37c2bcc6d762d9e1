package io.fettle.agent.scan.running;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Adds to an inventory what runs. Needs no privilege, and says what it could not see without one. Not thread-safe. */
public final class RunningScan {
    private static final String DEBIAN = "deb";

    private final Path root;

    /** @param root where the operating system's files are */
    public RunningScan(Path root) {
        this.root = root;
    }

    /** The same inventory, with what runs in its facts. Blocks for some seconds at most. */
    public Inventory complete(Inventory inventory) {
        ProcessTable table =
                new ProcessTable(root.resolve("proc"), new CodeFile(root, CodeFile.PLACES), System::nanoTime);
        table.look();
        Running running = new Running(kernel(inventory), Running.fitting(table.stale()), table.unseen());
        return new Inventory(
                inventory.facts().with(running), inventory.setup(), inventory.packages(), inventory.simulation());
    }

    private KernelState kernel(Inventory inventory) {
        List<InstalledPackage> packages = inventory.packages();
        if (packages.stream().anyMatch(one -> one.item().ecosystem().equals(DEBIAN))) {
            return new Kernels(root, packages).state();
        }
        return packages.isEmpty() ? KernelState.UNKNOWN : told(inventory.facts());
    }

    /** What another package manager's scan found of the running one's flavour. */
    private KernelState told(ComputerFacts facts) {
        Optional<String> newest = facts.newestKernel();
        if (facts.runningKernel().isEmpty() || Kernels.inContainer(root)) {
            return KernelState.UNKNOWN;
        }
        if (newest.isEmpty()) {
            return KernelState.NOT_PACKAGED;
        }
        return newest.get().equals(facts.runningKernel()) ? KernelState.CURRENT : KernelState.OUTDATED;
    }
}
