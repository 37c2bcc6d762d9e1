package io.fettle.rest.computer;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What runs on a computer, next to what is installed.
 *
 * @param restart services that use files which were replaced since they started
 * @param unseen processes that the agent could not look into
 */
public record RunningView(Kernel kernel, List<Service> restart, int unseen) {

    /**
     * The kernel.
     *
     * @param newest of the running one's flavour; null where no package owns the running one
     */
    public record Kernel(
            KernelState state, String running, @Nullable String newest) {}

    /** A service that has to be restarted. @param files some of the replaced ones. */
    public record Service(String service, List<String> files, int processes) {}

    /** Empty where the computer does not tell. */
    static Optional<RunningView> of(ComputerFacts facts) {
        return facts.running().map(running -> of(running, facts));
    }

    private static RunningView of(Running running, ComputerFacts facts) {
        List<Service> restart = running.restart().stream()
                .map(one -> new Service(one.service(), one.files(), one.processes()))
                .toList();
        Kernel kernel = new Kernel(
                running.kernel(), facts.runningKernel(), facts.newestKernel().orElse(null));
        return new RunningView(kernel, restart, running.unseen());
    }
}
