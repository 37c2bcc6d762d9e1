package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.fettle.launcher.Progress.Look;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fettle up}: from nothing to a summary of what this machine is missing. Can be run again. */
@Command(
        name = "up",
        description = {
            "Start the server, enrol this machine, import its repositories, say what is missing.",
            "Builds what is not built. Can be run again: it starts what is stopped and imports what changed."
        },
        footerHeading = Main.EXAMPLES,
        footer = {"  ./fettle up", "  ./fettle up --home /srv/two --port-offset 100    a second one"})
final class UpCommand implements Callable<Integer> {
    private static final Duration INVENTORY_PATIENCE = Duration.ofMinutes(5);
    private static final Duration JUDGEMENT_PATIENCE = Duration.ofSeconds(30);

    @Mixin
    Instance instance = new Instance();

    @Mixin
    Listening listening = new Listening();

    @Option(names = "--no-agent", description = "Neither enrol this machine nor start its agent")
    boolean noAgent;

    @Override
    public Integer call() {
        instance.create();
        InstanceLock held = InstanceLock.take(instance);
        try {
            up(System.out, Progress.onConsole());
        } finally {
            held.close();
        }
        return 0;
    }

    private void up(PrintStream out, Progress progress) {
        Settings settings = listening.choose(instance);
        Api api = new ServerProcess(instance, settings, progress).ensureRunning();
        new Builds(instance).discardOld().forEach(progress::step);
        Optional<String> password = OneTimePassword.forFirstLogin(api, instance);
        try {
            summary(out, settings, api, progress, password);
        } catch (LauncherException e) {
            // It is made once and told once, so it must not be lost with what failed.
            password.ifPresent(p -> out.println("user admin, one-time password " + p));
            throw e;
        }
    }

    private void summary(PrintStream out, Settings settings, Api api, Progress progress, Optional<String> password) {
        boolean apt = AptSources.aptIsHere();
        if (apt && !noAgent) {
            new AgentProcess(instance, settings, progress).ensureRunning(api);
        }
        List<String> failures = new ArrayList<>();
        if (apt) {
            failures.addAll(new SourceSetup(api, progress).run(AptSources.read(failures)));
        }
        out.println();
        if (apt && !noAgent) {
            out.println(thisMachine(api, progress));
        } else if (apt) {
            out.println("This machine's agent was not started (--no-agent)");
        } else {
            out.println("This machine has no dpkg, so there is nothing of its own to show: try ./fettle demo");
        }
        out.println(settings.url() + " - user admin"
                + password.map(p -> ", one-time password " + p).orElse(" (a lost password: ./fettle reset-password)"));
        failures.forEach(f -> out.println("Not imported: " + f));
        out.println();
        BrowserTrust.lines(Api.rootCertificate(instance)).forEach(out::println);
    }

    private static boolean anythingImported(Api api) {
        return api.get("/api/v1/summary").path("sources").path("current").asInt() > 0;
    }

    private static boolean isJudged(JsonNode computer) {
        return !computer.path("health").asText("UNKNOWN").equals("UNKNOWN");
    }

    private String thisMachine(Api api, Progress progress) {
        String id = LocalComputer.id(instance, progress);
        String path = "/api/v1/computers/" + id;
        boolean evaluated = progress.await(INVENTORY_PATIENCE, () -> {
            JsonNode computer = api.get(path);
            boolean done = !computer.path("inventoryAt").isMissingNode()
                    && !computer.path("inventoryAt").isNull()
                    && computer.path("installed").asInt() > 0;
            return done ? Look.finished() : Look.waiting("waiting for this machine's inventory");
        });
        if (!evaluated) {
            return "This machine's agent has not reported yet; see ./fettle logs and ./fettle status";
        }
        // Judged a moment after the last import; where nothing was imported, nothing judges it.
        progress.await(
                JUDGEMENT_PATIENCE,
                () -> isJudged(api.get(path)) || !anythingImported(api)
                        ? Look.finished()
                        : Look.waiting("looking for what is missing"));
        JsonNode computer = api.get(path);
        if (!isJudged(computer)) {
            return computer.path("installed").asInt()
                    + " packages; what is missing is not known, because no repository of this machine could be imported";
        }
        return computer.path("installed").asInt() + " packages, "
                + computer.path("missing").asInt() + " patches missing, "
                + computer.path("security").asInt() + " of them security";
    }
}
