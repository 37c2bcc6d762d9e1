package io.fettle.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fettle logs [server|agent]}. */
@Command(
        name = "logs",
        description = "The last lines of a log, and where the whole lies.",
        footerHeading = Main.EXAMPLES,
        footer = "  ./fettle logs agent")
final class LogsCommand implements Callable<Integer> {
    @Mixin
    Instance instance = new Instance();

    @Parameters(arity = "0..1", paramLabel = "PART", description = "server (default) or agent")
    PartName part = PartName.server;

    /** Which log. */
    enum PartName {
        server,
        agent
    }

    @Override
    public Integer call() {
        Settings.load(instance);
        Part chosen = new Part(part.name(), instance);
        System.out.println(chosen.lastWords());
        System.out.println("(" + chosen.log() + ")");
        return 0;
    }
}
