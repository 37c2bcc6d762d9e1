package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fettle.launcher.Progress.Look;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code fettle demo}: a server with a fleet that does not exist. Can be run again: that brings its last-seen times up to date. */
@Command(
        name = "demo",
        description = "Start the server and fill it with a synthetic fleet, marked as demo data.",
        footerHeading = Main.EXAMPLES,
        footer = "  ./fettle demo --computers 1000 --home /tmp/demo --port-offset 200")
final class DemoCommand implements Callable<Integer> {
    private static final Duration FILLING_PATIENCE = Duration.ofMinutes(60);
    private static final Duration FINDINGS_PATIENCE = Duration.ofMinutes(5);
    private static final String DEMO = "/api/v1/demo";

    @Mixin
    Instance instance = new Instance();

    @Option(
            names = "--computers",
            paramLabel = "N",
            description = "How many computers, at most 100000 (default: ${DEFAULT-VALUE})")
    int computers = 1000;

    @Option(names = "--seed", paramLabel = "S", description = "Another seed, another fleet (default: ${DEFAULT-VALUE})")
    long seed = 1;

    @Mixin
    Listening listening = new Listening();

    @Override
    public Integer call() {
        instance.create();
        InstanceLock held = InstanceLock.take(instance);
        try {
            demo(Progress.onConsole());
        } finally {
            held.close();
        }
        return 0;
    }

    private void demo(Progress progress) {
        Settings settings = listening.choose(instance);
        Api api = new ServerProcess(instance, settings, progress).ensureRunning();
        new Builds(instance).discardOld().forEach(progress::step);
        Optional<String> password = OneTimePassword.forFirstLogin(api, instance);
        try {
            fillAndTell(settings, api, progress, password);
        } catch (LauncherException e) {
            // It is made once and told once, so it must not be lost with what failed.
            password.ifPresent(p -> System.out.println("user admin, one-time password " + p));
            throw e;
        }
    }

    private void fillAndTell(Settings settings, Api api, Progress progress, Optional<String> password) {
        JsonNode done = fill(api, progress);
        progress.step(done.path("added").asInt() + " computers added, "
                + (done.path("computers").asInt() - done.path("added").asInt()) + " were there already");
        JsonNode summary = evaluated(api, progress);
        System.out.println();
        System.out.println(line(summary));
        System.out.println(settings.url() + " - user admin"
                + password.map(p -> ", one-time password " + p).orElse(" (a lost password: ./fettle reset-password)"));
        System.out.println();
        BrowserTrust.lines(Api.rootCertificate(instance)).forEach(System.out::println);
    }

    /** A server that runs keeps what it was started with. */
    private JsonNode fill(Api api, Progress progress) {
        ObjectNode wish =
                Api.json().createObjectNode().put("computers", computers).put("seed", seed);
        api.post(DEMO, wish);
        boolean ended = progress.await(FILLING_PATIENCE, () -> look(api.get(DEMO)));
        JsonNode last = api.get(DEMO);
        if (!ended || !last.path("state").asText().equals("DONE")) {
            throw new LauncherException("the demo was not filled: " + last + "; see ./fettle logs");
        }
        return last;
    }

    static Look look(JsonNode demo) {
        if (!demo.path("state").asText().equals("RUNNING")) {
            return Look.finished();
        }
        return Look.waiting(
                switch (demo.path("step").asText()) {
                    case "demo.repository" -> "making a repository";
                    case "demo.sources" -> "importing it, " + of(demo) + " suites";
                    case "demo.offices" -> "opening offices";
                    default -> "adding computers, " + of(demo);
                });
    }

    private static String of(JsonNode demo) {
        return demo.path("done").asLong() + " of " + demo.path("total").asLong();
    }

    /** The figures, once all computers are in them and two looks in a row are alike. */
    private JsonNode evaluated(Api api, Progress progress) {
        JsonNode[] last = {Api.json().createObjectNode()};
        progress.await(FINDINGS_PATIENCE, () -> {
            JsonNode now = api.get("/api/v1/summary");
            boolean settled = now.path("missingOther").asLong() > 0
                    && now.path("missingOther").equals(last[0].path("missingOther"))
                    && now.path("missingSecurity").equals(last[0].path("missingSecurity"))
                    && now.path("computers").asLong() >= computers * 9L / 10;
            last[0] = now;
            return settled ? Look.finished() : Look.waiting("looking for missing patches");
        });
        return last[0];
    }

    static String line(JsonNode summary) {
        long security = summary.path("missingSecurity").asLong();
        return "Demo data: " + summary.path("computers").asLong() + " computers in use, "
                + (security + summary.path("missingOther").asLong()) + " patches missing, " + security
                + " of them security, on "
                + summary.path("computersMissingSecurity").asLong() + " computers";
    }
}
