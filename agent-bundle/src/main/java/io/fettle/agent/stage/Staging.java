package io.fettle.agent.stage;

import io.fettle.agent.link.Contents;
import io.fettle.agent.link.Contents.Progress;
import io.fettle.agent.stage.Rehearsal.Rehearsed;
import io.fettle.api.Digest;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** The part of staging an order that takes long: fetch everything, rehearse it. Not thread-safe, except {@link #replace}. */
final class Staging {
    private final Task task;
    private final PrivateDirectory content;
    private final Contents contents;
    private final Rehearsal rehearsal;
    private volatile boolean replaced;

    /** @param content where what is fetched goes; nobody else writes there */
    Staging(Task task, PrivateDirectory content, Contents contents, Rehearsal rehearsal) {
        this.task = task;
        this.content = content;
        this.contents = contents;
        this.rehearsal = rehearsal;
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
    Optional<Rehearsed> prepare(BooleanSupplier pause) throws IOException {
        BooleanSupplier stop = () -> replaced || pause.getAsBoolean();
        contents.preferFirst();
        for (Map.Entry<Digest, Long> file : task.needed().entrySet()) {
            Digest digest = file.getKey();
            if (contents.fetch(digest, file.getValue(), content, digest.hex(), stop) == Progress.PAUSED) {
                return Optional.empty();
            }
        }
        return rehearsal.of(task.order(), stop);
    }
}
