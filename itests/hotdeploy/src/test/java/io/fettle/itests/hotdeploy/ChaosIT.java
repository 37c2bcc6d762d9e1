package io.fettle.itests.hotdeploy;

import static io.fettle.itests.hotdeploy.Patience.SECONDS;
import static io.fettle.itests.hotdeploy.Patience.START;
import static io.fettle.itests.hotdeploy.Patience.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.BundleContext;

/** The worst-behaved vendor, as a bare bundle in a running server: its sources say how they are, and nothing else notices. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class ChaosIT {
    private static final String PROPERTY = "fettle.itests.chaos";
    private static final String BUNDLE = "io.fettle.source.chaos";
    private static final Duration ENDLESS = Duration.ofMinutes(2);

    @Inject
    private BundleContext context;

    private final ServerApi api = new ServerApi();

    @Configuration
    public Option[] server() throws IOException {
        List<Option> options = new ArrayList<>(List.of(ServerContainer.options()));
        options.add(CoreOptions.vmOption("-D" + PROPERTY + "=" + System.getProperty(PROPERTY)));
        return options.toArray(new Option[0]);
    }

    @Before
    public void waitForTheServer() {
        await("the server is up", START, api::isUp);
    }

    @Test
    public void eachMisbehaviourEndsInAStateThatSaysSoAndInNothingElse() throws Exception {
        try (Witness witness = new Witness(context, BUNDLE)) {
            api.deploy(Path.of(System.getProperty(PROPERTY)));
            for (String behaviour : List.of(
                    "duplicated_collection", "hostile_error", "hostile_linkage", "hostile_cursor", "hostile_bytes")) {
                endsAs(behaviour, "source.failed", SECONDS);
            }
            endsAs("endless", "source.too_much", ENDLESS);
            assertEquals(List.of(), witness.refreshes());
            slowOneLeavesWithItsBundle();
            assertEquals(List.of(), witness.disturbances());
        }
    }

    private void endsAs(String behaviour, String code, Duration limit) {
        String id = goodFirst(behaviour);
        long revision = revision();
        api.post("/sources/" + id + "/sync", Map.of());
        await(behaviour + " ends", limit, () -> state(id).equals("UNREACHABLE"));
        JsonNode source = api.get("/sources/" + id);
        assertEquals(behaviour, code, source.path("reason").path("code").asText());
        assertTrue(behaviour + " is tried again", source.path("nextAttempt").isTextual());
        assertEquals(behaviour + " published something", revision, revision());
        assertEquals(Advisory.Status.FINAL, status(id, 1));
    }

    private void slowOneLeavesWithItsBundle() {
        String id = goodFirst("slow");
        long revision = revision();
        api.post("/sources/" + id + "/sync", Map.of());
        await("it is in the middle", SECONDS, () -> api.get("/sources/" + id)
                .path("progress")
                .has("step"));
        api.delete("/platform/bundles/" + BUNDLE);
        await("its run is over", SECONDS, () -> api.get("/sources/" + id)
                .path("reason")
                .path("code")
                .asText()
                .equals("source.plugin_left"));
        assertEquals("ABSENT", state(id));
        assertEquals(revision, revision());
    }

    private String goodFirst(String behaviour) {
        String id = api.post(
                        "/sources",
                        Map.of("kind", "chaos", "name", behaviour, "settings", Map.of("behaviour", behaviour)))
                .path("id")
                .asText();
        await(behaviour + " is good at first", SECONDS, () -> state(id).equals("CURRENT"));
        return id;
    }

    private String state(String source) {
        return api.get("/sources/" + source).path("state").asText();
    }

    private long revision() {
        return catalog().current().number();
    }

    private Advisory.Status status(String source, int number) {
        return catalog()
                .current()
                .advisories()
                .find(new AdvisoryId(source, "CHAOS-" + number))
                .orElseThrow()
                .status();
    }

    private Catalog catalog() {
        return context.getService(context.getServiceReference(Catalog.class));
    }
}
