package io.fettle.deployment;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.version.VersionOrder;
import io.fettle.version.VersionOrders;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Compares what a task should have brought with what a computer has installed. */
final class Verification {
    private final Map<String, String> versions = new HashMap<>();
    private final VersionOrder order;

    Verification(List<InstalledPackage> installed) {
        order = installed.stream()
                .findFirst()
                .flatMap(one -> VersionOrders.find(one.item().ecosystem()))
                .orElseGet(() -> VersionOrders.find(VersionOrders.DEB).orElseThrow());
        for (InstalledPackage one : installed) {
            versions.merge(
                    Planner.key(one.item().name(), one.item().arch()),
                    one.item().version(),
                    (a, b) -> order.compare(a, b) >= 0 ? a : b);
        }
    }

    /** Whether this version, or a newer one, is there. */
    boolean shows(Step step) {
        String version = versions.get(Planner.key(step.name(), step.arch()));
        return version != null && order.compare(version, step.to()) >= 0;
    }

    List<Step> lacking(Work work) {
        return work.steps().stream().filter(step -> !shows(step)).toList();
    }
}
