package io.fettle.launcher;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Entry point of {@code ./fettle}, whose script has the list of all commands. Exit status: 0 done, 1 failed with a message, 2
 * wrong words on the command line.
 */
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
    static final String EXAMPLES = "%nExamples:%n";

    private static final String DEBUG = "FETTLE_DEBUG";

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
        line.setExecutionExceptionHandler(failed());
        line.setParameterExceptionHandler(misspelt());
        addHelp(line);
        line.getSubcommands().values().forEach(Main::addHelp);
        return line;
    }

    private static void addHelp(CommandLine line) {
        if (line.getCommandSpec().findOption("--help") == null) {
            line.getCommandSpec()
                    .addOption(OptionSpec.builder("-h", "--help")
                            .usageHelp(true)
                            .description("Show this help")
                            .build());
        }
    }

    private static IExecutionExceptionHandler failed() {
        return (failure, command, parsed) -> {
            if (failure instanceof LauncherException) {
                command.getErr().println("fettle: " + failure.getMessage());
                return 1;
            }
            command.getErr()
                    .println("fettle: unexpected: " + failure + " (with " + DEBUG
                            + "=1 in the environment it says where)");
            if (System.getenv(DEBUG) != null) {
                failure.printStackTrace(command.getErr());
            }
            return 1;
        };
    }

    private static IParameterExceptionHandler misspelt() {
        return (failure, arguments) -> {
            CommandLine command = failure.getCommandLine();
            command.getErr().println("fettle: " + failure.getMessage());
            command.getErr().print("Usage: ./" + command.getHelp().synopsis("Usage: ./".length()));
            command.getErr().flush();
            return CommandLine.ExitCode.USAGE;
        };
    }
}
