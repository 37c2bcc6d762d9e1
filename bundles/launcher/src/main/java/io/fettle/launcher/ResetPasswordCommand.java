package io.fettle.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle reset-password [NAME]}. */
@Command(
        name = "reset-password",
        description = "Make a new one-time password and end the account's sessions.",
        footerHeading = Main.EXAMPLES,
        footer = "  ./fettle reset-password admin")
final class ResetPasswordCommand implements Callable<Integer> {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Instance instance = new Instance();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Account (default: ${DEFAULT-VALUE})")
    String name = "admin";

    @Override
    public Integer call() {
        if (!name.matches("[a-z0-9._-]{1,64}")) {
            throw new ParameterException(
                    spec.commandLine(),
                    "an account's name has lower-case letters, digits, dots, dashes and underscores");
        }
        Api api = Api.ofRunning(instance);
        System.out.println("user " + name + ", one-time password " + OneTimePassword.create(api, name));
        return 0;
    }
}
