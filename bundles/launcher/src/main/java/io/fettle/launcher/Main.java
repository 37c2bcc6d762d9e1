package io.fettle.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Entry point of {@code ./fettle}. Exit status: 0 done, 1 failed with a message, 2 wrong words on the command line. */
@Command(
        name = "fettle",
        description = "Patch management for computers in many offices.",
        mixinStandardHelpOptions = true,
        version = "Fettle 0.1.0",
        subcommands = {
            UpCommand.class,
            DemoCommand.class,
            StatusCommand.class,
            StopCommand.class,
            LogsCommand.class,
            ResetPasswordCommand.class,
            ApiCommand.class,
            DeployCommand.class,
            CompareCommand.class
        })
public final class Main {
    private Main() {}

    public static void main(String[] arguments) {
        System.exit(line().execute(arguments));
    }

    static CommandLine line() {
        return prepared(new CommandLine(new Main()));
    }

    /** What every command has in common. */
    static CommandLine prepared(CommandLine line) {
        // An argument is what was typed, a version beginning with @ too, never the name of a file to read arguments
        // from.
        line.setExpandAtFiles(false);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            if (failure instanceof LauncherException) {
                command.getErr().println("fettle: " + failure.getMessage());
            } else {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        });
        return line;
    }
}
