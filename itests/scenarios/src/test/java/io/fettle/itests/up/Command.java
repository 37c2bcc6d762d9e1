package io.fettle.itests.up;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Programs of this machine, run as somebody without privileges; by root as {@code nobody}. */
record Command(Path home, Map<String, String> environment) {
    private static final String NOBODY = "65534";

    record Ended(int status, String output) {}

    /** @throws IllegalStateException where it takes longer than that */
    Ended run(Duration limit, List<String> words) throws IOException, InterruptedException {
        File output = Files.createTempFile("fettle-up", ".txt").toFile();
        try {
            ProcessBuilder builder = new ProcessBuilder(asNormalUser(words))
                    .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
                    .redirectErrorStream(true)
                    .redirectOutput(output);
            builder.environment().put("HOME", home.toString());
            builder.environment().putAll(environment);
            Process process = builder.start();
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                process.destroy();
                throw new IllegalStateException(words + " has not ended within " + limit + ": " + read(output));
            }
            return new Ended(process.exitValue(), read(output));
        } finally {
            Files.delete(output.toPath());
        }
    }

    private static String read(File output) throws IOException {
        return Files.readString(output.toPath(), StandardCharsets.UTF_8);
    }

    private static List<String> asNormalUser(List<String> words) {
        List<String> all = new ArrayList<>();
        if (isRoot()) {
            all.addAll(List.of("setpriv", "--reuid", NOBODY, "--regid", NOBODY, "--clear-groups"));
        }
        all.addAll(words);
        return all;
    }

    static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }
}
