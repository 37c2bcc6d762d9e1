package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import io.fettle.launcher.Progress.Look;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fettle up}: from nothing to a summary of what this machine is missing. Can be run again. */
@Command(
        name = "up",
        description = "Start the server, enrol this machine, import its repositories, say what is missing.")
final class UpCommand implements Callable<Integer> {
    private static final Duration INVENTORY_PATIENCE = Duration.ofMinutes(5);

    @Mixin
    Instance instance = new Instance();

    @Option(names = "--port-offset", paramLabel = "N", description = "Add N to each of the ports 8020, 8383 and 8027")
    int portOffset;

    @Option(names = "--bind", paramLabel = "ADDR", description = "Address to listen on (default: ${DEFAULT-VALUE})")
    String bind = "127.0.0.1";

    @Option(names = "--no-agent", description = "Do not enrol this machine")
    boolean noAgent;

    @Override
    public Integer call() {
        PrintStream out = System.out;
        Progress progress = Progress.onConsole();
        instance.create();
        Settings settings = new Settings(portOffset, bind);
        settings.save(instance);
        Api api = new ServerProcess(instance, settings, progress).ensureRunning();
        Optional<String> password = OneTimePassword.forFirstLogin(api, instance);
        boolean apt = AptSources.aptIsHere();
        if (apt && !noAgent) {
            new AgentProcess(instance, settings, progress).ensureRunning(api);
        }
        List<String> failures = apt ? new SourceSetup(api, progress).run(AptSources.read()) : List.of();
        out.println();
        if (apt && !noAgent) {
            out.println(thisMachine(api, progress));
        } else if (!apt) {
            out.println("This machine has no dpkg, so there is nothing of its own to show: try ./fettle demo");
        }
        out.println(settings.url() + " - user admin"
                + password.map(p -> ", one-time password " + p).orElse(" (a lost password: ./fettle reset-password)"));
        failures.forEach(f -> out.println("Not imported: " + f));
        out.println();
        out.println("To make a browser trust it, import the certificate authority " + Api.rootCertificate(instance));
        return 0;
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
        JsonNode computer = api.get(path);
        return computer.path("installed").asInt() + " packages, "
                + computer.path("missing").asInt() + " patches missing, "
                + computer.path("security").asInt() + " of them security";
    }
}
