package io.fettle.launcher;

import io.fettle.launcher.Progress.Look;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** The id that this machine's agent got when it enrolled. */
final class LocalComputer {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private LocalComputer() {}

    static String id(Instance instance, Progress progress) {
        Path file = instance.state("agent").resolve("trust/identity.json");
        boolean enrolled = progress.await(
                PATIENCE, () -> Files.exists(file) ? Look.finished() : Look.waiting("enrolling this machine"));
        if (!enrolled) {
            throw new LauncherException("this machine's agent could not enrol; its last words:\n"
                    + new Part("agent", instance).lastWords());
        }
        try {
            return Api.json().readTree(Files.readString(file)).path("id").asText();
        } catch (IOException e) {
            throw new LauncherException("cannot read " + file, e);
        }
    }
}
