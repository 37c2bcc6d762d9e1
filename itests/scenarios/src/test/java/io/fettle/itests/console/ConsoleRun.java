package io.fettle.itests.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.itests.distribution.Distribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Node with the console's own steps, in a process of its own. What it says goes to our output as it comes. */
final class ConsoleRun {
    private static final String STEPS = "e2e/run.mjs";
    private static final long LAST_WORDS_MILLIS = 5_000;
    private static final ObjectMapper JSON = new ObjectMapper();

    private record Flow(String name, List<String> faults) {}

    private final Path web;
    private final Path screenshots;
    private final Path results;

    ConsoleRun(Path web, Path screenshots, Path results) {
        this.web = web;
        this.screenshots = screenshots;
        this.results = results;
    }

    /** @return what each flow found wrong, in the order in which they went; a sound flow has an empty list */
    Map<String, List<String>> against(Distribution server, int httpsPort, Duration limit)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder("node", STEPS).directory(web.toFile()).redirectErrorStream(true);
        builder.environment().put("FETTLE_URL", "https://localhost:" + httpsPort);
        builder.environment().put("FETTLE_STATE", server.state().toString());
        builder.environment().put("FETTLE_PROGRAM", server.program().toString());
        builder.environment().put("SHOTS", screenshots.toString());
        builder.environment().put("RESULTS", results.toString());
        Process process = builder.start();
        Thread echo = new Thread(() -> process.inputReader().lines().forEach(System.out::println), "console-steps");
        echo.setDaemon(true);
        echo.start();
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException(
                        "The browser is not through within " + limit.toSeconds() + " s; it did " + read());
            }
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        echo.join(LAST_WORDS_MILLIS);
        Map<String, List<String>> flows = read();
        boolean sound = flows.values().stream().allMatch(List::isEmpty);
        if ((process.exitValue() == 0) != sound) {
            throw new IOException("The browser ended with " + process.exitValue() + " after " + flows);
        }
        return flows;
    }

    private Map<String, List<String>> read() throws IOException {
        Map<String, List<String>> flows = new LinkedHashMap<>();
        for (String line : Files.exists(results) ? Files.readAllLines(results) : List.<String>of()) {
            Flow flow = JSON.readValue(line, Flow.class);
            flows.put(flow.name(), flow.faults());
        }
        return flows;
    }
}
