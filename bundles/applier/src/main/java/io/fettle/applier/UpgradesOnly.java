package io.fettle.applier;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.version.VersionOrder;
import java.util.List;
import java.util.Optional;

/** What level L1 lets an order do: newer versions of what is installed, and what these need. */
final class UpgradesOnly {
    private UpgradesOnly() {}

    /** @throws RefusedException naming the first package that is none */
    static void require(List<Step> steps, PackageSystem.Installed installed, VersionOrder versions) {
        for (Step step : steps) {
            Optional<String> now = installed.version(step);
            String name = step.name() + ':' + step.arch();
            if (step.from().isEmpty()) {
                RefusedException.require(now.isEmpty() || installed.done(step), "level.not_new", "package", name);
            } else {
                RefusedException.require(now.isPresent(), "level.not_installed", "package", name);
                boolean newer = versions.compare(step.to(), now.get()) > 0;
                RefusedException.require(newer || installed.done(step), "level.not_newer", "package", name);
            }
        }
    }
}
