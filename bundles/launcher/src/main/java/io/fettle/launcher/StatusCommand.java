package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code fettle status}. Exit status 0 where the server is ready, 1 where not. */
@Command(
        name = "status",
        description = "What runs, and how it is. Exit status 0 where the server is ready, else 1.",
        footerHeading = Main.EXAMPLES,
        footer = "  ./fettle status --home /srv/fettle")
final class StatusCommand implements Callable<Integer> {
    @Mixin
    Instance instance = new Instance();

    @Override
    public Integer call() {
        Settings settings = Settings.load(instance);
        for (String name : new String[] {"server", "agent"}) {
            String state = new Part(name, instance)
                    .running()
                    .map(p -> "runs, process " + p.pid())
                    .orElse("does not run");
            System.out.println(name + ": " + state);
        }
        if (new Part("server", instance).running().isEmpty()) {
            return 1;
        }
        System.out.println("address: " + settings.url());
        JsonNode summary = Api.open(instance, settings).get("/api/v1/summary");
        System.out.println("computers: " + summary.path("computers").asLong()
                + (summary.path("demo").asBoolean() ? " (demo data)" : "") + ", missing patches: "
                + (summary.path("missingSecurity").asLong()
                        + summary.path("missingOther").asLong()) + ", of them security: "
                + summary.path("missingSecurity").asLong());
        System.out.println("sources: " + summary.path("sources").path("current").asLong() + " of "
                + summary.path("sources").path("total").asLong() + " current");
        return 0;
    }
}
