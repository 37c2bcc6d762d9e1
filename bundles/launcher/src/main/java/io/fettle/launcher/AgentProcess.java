package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

/** Enrols this machine the way every computer is enrolled, and starts its agent: unprivileged, report only. */
final class AgentProcess {
    private final Part part;
    private final Builds builds;
    private final Settings settings;
    private final Progress progress;

    AgentProcess(Instance instance, Settings settings, Progress progress) {
        this.part = new Part("agent", instance);
        this.builds = new Builds(instance);
        this.settings = settings;
        this.progress = progress;
    }

    void ensureRunning(Api api) {
        if (part.running().isPresent()) {
            progress.step("agent runs" + builds.age(part));
            return;
        }
        if (!enrolled()) {
            giveToken(api);
        }
        part.start(List.of(
                "-Dfettle.agent.servers=" + settings.authority(),
                "-Dfettle.agent.notification.port=" + Instance.notification(settings.portOffset())));
        progress.step("agent started (unprivileged, level L0: report only)");
    }

    private boolean enrolled() {
        return Files.exists(part.state().resolve("trust/identity.json"));
    }

    private void giveToken(Api api) {
        ObjectNode wish = Api.json().createObjectNode();
        wish.put("role", "AGENT").put("officeId", "head-office").put("autoApprove", true);
        wish.put("uses", 1).put("validity", "PT1H");
        wish.putArray("groups");
        wish.putArray("names");
        JsonNode token = api.post("/api/v1/enrolment-tokens", wish);
        try {
            Files.createDirectories(
                    part.state(), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            Path file = part.state().resolve("enrol.token");
            Files.deleteIfExists(file);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, token.path("secret").asText());
        } catch (IOException e) {
            throw new LauncherException("cannot write the enrolment token below " + part.state(), e);
        }
    }
}
