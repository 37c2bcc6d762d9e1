package io.fettle.launcher;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fettle reset-password [NAME]}. */
@Command(name = "reset-password", description = "Make a new one-time password and end the account's sessions.")
final class ResetPasswordCommand implements Callable<Integer> {
    @Mixin
    Instance instance = new Instance();

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "Account (default: ${DEFAULT-VALUE})")
    String name = "admin";

    @Override
    public Integer call() {
        if (!name.matches("[a-z0-9._-]{1,64}")) {
            throw new LauncherException(
                    "an account's name has lower-case letters, digits, dots, dashes and underscores");
        }
        Api api = Api.open(instance, Settings.load(instance));
        System.out.println("user " + name + ", one-time password " + OneTimePassword.create(api, name));
        return 0;
    }
}
