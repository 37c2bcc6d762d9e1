package io.fettle.itests.bench.program;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts an enrolment token where agent and relay look for it. */
final class EnrolmentToken {
    private EnrolmentToken() {}

    static void write(Path directory, String token) throws IOException {
        Path state = Files.createDirectories(directory.resolve("state"));
        Files.writeString(state.resolve("enrol.token"), token);
    }
}
