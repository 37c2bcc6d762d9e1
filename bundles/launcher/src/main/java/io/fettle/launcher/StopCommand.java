package io.fettle.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fettle stop}. */
@Command(
        name = "stop",
        description = "Stop the agent and the server; their state stays, and ./fettle up starts them again.",
        footerHeading = Main.EXAMPLES,
        footer = "  ./fettle stop --home /srv/fettle")
final class StopCommand implements Callable<Integer> {
    @Mixin
    Instance instance = new Instance();

    @Override
    public Integer call() {
        Progress progress = Progress.onConsole();
        for (String name : new String[] {"agent", "server"}) {
            progress.now("stopping the " + name);
            boolean stopped = new Part(name, instance).stop();
            progress.step(name + ": " + (stopped ? "stopped" : "did not run"));
        }
        return 0;
    }
}
