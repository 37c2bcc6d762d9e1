package io.fettle.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fettle stop}. */
@Command(name = "stop", description = "Stop the agent and the server; their state stays.")
final class StopCommand implements Callable<Integer> {
    @Mixin
    Instance instance = new Instance();

    @Override
    public Integer call() {
        for (String name : new String[] {"agent", "server"}) {
            boolean stopped = new Part(name, instance).stop();
            System.out.println(name + ": " + (stopped ? "stopped" : "did not run"));
        }
        return 0;
    }
}
