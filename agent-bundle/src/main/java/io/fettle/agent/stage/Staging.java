package io.fettle.agent.stage;

import io.fettle.agent.link.Contents;
import io.fettle.agent.link.Contents.Progress;
import io.fettle.agent.scan.InstallPlan;
import io.fettle.agent.scan.InstallPlan.Planned;
import io.fettle.api.Digest;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The part of staging an order that takes long: fetch everything, ask apt. Not thread-safe, except {@link #replace}. */
final class Staging {
    private final Task task;
    private final PrivateDirectory content;
    private final Contents contents;
    private final InstallPlan plans;
    private volatile boolean replaced;

    /** @param content where what is fetched goes; nobody else writes there */
    Staging(Task task, PrivateDirectory content, Contents contents, InstallPlan plans) {
        this.task = task;
        this.content = content;
        this.contents = contents;
        this.plans = plans;
    }

    Task task() {
        return task;
    }

    /** A newer order for the same task has come: the work ends soon, and what came of it does not count. */
    void replace() {
        replaced = true;
    }

    boolean replaced() {
        return replaced;
    }

    /** @return empty where it was paused; what was fetched so far is kept */
    Optional<Planned> prepare(BooleanSupplier pause) throws IOException {
        BooleanSupplier stop = () -> replaced || pause.getAsBoolean();
        contents.preferFirst();
        for (Map.Entry<Digest, Long> file : task.needed().entrySet()) {
            Digest digest = file.getKey();
            if (contents.fetch(digest, file.getValue(), content, digest.hex(), stop) == Progress.PAUSED) {
                return Optional.empty();
            }
        }
        List<String> wanted = task.order().steps().stream()
                .filter(step -> step.from().isPresent())
                .map(step -> step.name() + ':' + step.arch() + '=' + step.to())
                .toList();
        return plans.plan(task.order().suites(), wanted, stop);
    }
}
