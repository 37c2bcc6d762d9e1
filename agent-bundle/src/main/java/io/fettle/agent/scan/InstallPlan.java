package io.fettle.agent.scan;

import io.fettle.agent.hand.Commands.Ended;
import io.fettle.api.mirror.MirroredSuite;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/** Asks apt what it would do to bring certain packages to certain versions, on the server's lists. */
public final class InstallPlan {
    private static final List<String> INSTALL =
            List.of("--no-remove", "--no-install-recommends", "--only-upgrade", "install", "--");

    private final Apt apt;
    private final Lists lists;

    public InstallPlan(Apt apt, Lists lists) {
        this.apt = apt;
        this.lists = lists;
    }

    /** @param status of apt's run @param errors what apt complained about */
    public record Planned(int status, SimulatedRun run, String errors) {}

    /**
     * @param wanted {@code name:arch=version}, checked before
     * @return empty where it was paused
     * @throws IOException where the lists could not be had
     */
    public Optional<Planned> plan(List<MirroredSuite> suites, List<String> wanted, BooleanSupplier pause)
            throws IOException {
        Optional<Lists.Filled> filled = lists.fill(apt.targets(), suites, pause);
        if (filled.isEmpty()) {
            return Optional.empty();
        }
        List<String> action = new ArrayList<>(INSTALL);
        action.addAll(wanted);
        Ended<String> ended = apt.simulate(filled.get().path(), action);
        return Optional.of(new Planned(ended.status(), SimulatedRun.parse(ended.output()), ended.errors()));
    }
}
