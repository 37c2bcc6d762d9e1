package io.fettle.deployment;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.version.DpkgVersionOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a task should have brought with what a computer has installed. */
final class Verification {
    private final Map<String, String> versions = new HashMap<>();

    Verification(List<InstalledPackage> installed) {
        for (InstalledPackage one : installed) {
            versions.merge(
                    Planner.key(one.item().name(), one.item().arch()),
                    one.item().version(),
                    (a, b) -> DpkgVersionOrder.INSTANCE.compare(a, b) >= 0 ? a : b);
        }
    }

    /** Whether this version, or a newer one, is there. */
    boolean shows(Step step) {
        String version = versions.get(Planner.key(step.name(), step.arch()));
        return version != null && DpkgVersionOrder.INSTANCE.compare(version, step.to()) >= 0;
    }

    List<Step> lacking(Work work) {
        return work.steps().stream().filter(step -> !shows(step)).toList();
    }
}
