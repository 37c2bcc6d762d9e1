package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fettle.launcher.AptSources.Repository;
import io.fettle.launcher.Progress.Look;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.StringJoiner;

/** Adds this machine's repositories as sources and waits until each was imported or failed. */
final class SourceSetup {
    private static final Duration PATIENCE = Duration.ofMinutes(15);
    private static final Set<String> RUNNING = Set.of("NEW", "SYNCING");

    private final Api api;
    private final Progress progress;

    SourceSetup(Api api, Progress progress) {
        this.api = api;
        this.progress = progress;
    }

    /** @return what could not be imported, in words */
    List<String> run(List<Repository> repositories) {
        List<String> ids = new ArrayList<>();
        List<String> failures = new ArrayList<>();
        for (Repository repository : repositories) {
            try {
                ids.add(add(repository));
            } catch (LauncherException e) {
                failures.add(repository.uri() + " " + repository.suite() + ": " + e.getMessage());
            }
        }
        progress.await(PATIENCE, () -> look(ids));
        for (String id : ids) {
            JsonNode source = api.get("/api/v1/sources/" + id);
            String state = source.path("state").asText();
            if (state.equals("CURRENT")) {
                progress.step("source " + source.path("name").asText() + ": "
                        + source.path("packages").asLong() + " package versions");
            } else {
                failures.add(source.path("name").asText() + ": " + state + why(source));
            }
        }
        return failures;
    }

    /** Wherever it lies: this machine's owner chose it, a mirror in the own network too. */
    private String add(Repository repository) {
        ObjectNode source = Api.json().createObjectNode();
        source.put("kind", "apt").put("name", repository.uri() + " " + repository.suite());
        source.putObject("settings")
                .put("uri", repository.uri())
                .put("suite", repository.suite())
                .put("components", repository.components())
                .put("architectures", repository.architectures())
                .put("keyring", repository.keyring())
                .put("network", "private");
        return api.post("/api/v1/sources", source).path("id").asText();
    }

    private Look look(List<String> ids) {
        for (String id : ids) {
            JsonNode source = api.get("/api/v1/sources/" + id);
            if (RUNNING.contains(source.path("state").asText())) {
                return Look.waiting("importing " + source.path("name").asText() + percent(source.path("progress")));
            }
        }
        return Look.finished();
    }

    private static String percent(JsonNode progress) {
        long total = progress.path("total").asLong();
        return total == 0 ? "" : ", " + 100 * progress.path("done").asLong() / total + " %";
    }

    private static String why(JsonNode source) {
        JsonNode reason = source.path("reason");
        StringJoiner parameters = new StringJoiner(", ", " (", ")");
        reason.path("parameters").forEach(value -> parameters.add(value.asText()));
        return reason.path("code").isMissingNode()
                ? ""
                : ", " + reason.path("code").asText() + parameters;
    }
}
