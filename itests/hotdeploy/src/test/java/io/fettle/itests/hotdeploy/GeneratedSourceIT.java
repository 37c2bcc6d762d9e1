package io.fettle.itests.hotdeploy;

import static io.fettle.itests.hotdeploy.Patience.SECONDS;
import static io.fettle.itests.hotdeploy.Patience.START;
import static io.fettle.itests.hotdeploy.Patience.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.catalog.Catalog;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.inject.Inject;
import org.junit.After;
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

/** What the archetype makes, brought into a running server that has a fleet, and taken out in the middle of a sync. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class GeneratedSourceIT {
    private static final String PROPERTY = "fettle.itests.generated";
    private static final String CAPABILITY = "source-" + GeneratedSource.KIND;
    private static final int COMPUTERS = 30;

    @Inject
    private BundleContext context;

    private final ServerApi api = new ServerApi();
    private HeldFeed feed;

    @Configuration
    public Option[] server() throws IOException {
        Path directory = ServerContainer.newDirectory("generated-");
        Path kar = GeneratedSource.build(directory);
        List<Option> options = new ArrayList<>(List.of(ServerContainer.options()));
        options.add(CoreOptions.vmOption("-D" + PROPERTY + "=" + kar));
        return options.toArray(new Option[0]);
    }

    @Before
    public void waitForTheServerAndItsFleet() throws IOException {
        await("the server is up", START, api::isUp);
        api.post("/demo", Map.of("computers", COMPUTERS));
        await("the fleet is here", START, () -> "DONE"
                .equals(api.get("/demo").path("state").asText()));
        feed = new HeldFeed();
    }

    @After
    public void close() {
        feed.close();
    }

    @Test
    public void sourceRemovedInTheMiddleOfASyncLeavesNothingHalfImportedAndMarksItsFindings() throws Exception {
        JsonNode computer = debian();
        String id = computer.path("id").asText();
        JsonNode installed =
                api.get("/computers/" + id + "/packages").path("items").get(0);
        feed.publish(document("2026-05-01", advisory("ACME-1", "CVE-2026-90001", installed)), false);

        api.deploy(kar());
        await("the capability is here", SECONDS, () -> capability("true"));
        String source = api.post(
                        "/sources",
                        Map.of(
                                "kind",
                                GeneratedSource.KIND,
                                "name",
                                "Acme",
                                "settings",
                                Map.of("uri", feed.uri(), "network", "private")))
                .path("id")
                .asText();
        await("the source has run", SECONDS, () -> state(source).equals("CURRENT"));
        await("the computer is exposed", SECONDS, () -> !exposure(id, "CVE-2026-90001")
                .isMissingNode());
        assertFalse(exposure(id, "CVE-2026-90001").path("stale").asBoolean());
        long revision = catalog().current().number();

        String both =
                advisory("ACME-1", "CVE-2026-90001", installed) + ',' + advisory("ACME-2", "CVE-2026-90002", installed);
        feed.publish(document("2026-05-02", both), true);
        try (Witness witness = new Witness(context, GeneratedSource.PACKAGE)) {
            api.post("/sources/" + source + "/sync", Map.of());
            assertTrue("in the middle", feed.awaitHalf());
            assertEquals("SYNCING", state(source));
            api.delete("/platform/bundles/" + GeneratedSource.KAR);
            await("the source is shown absent", SECONDS, () -> state(source).equals("ABSENT"));
            feed.goOn();
            await("the run ends as interrupted", SECONDS, () -> reason(source).equals("source.plugin_left"));

            assertEquals(
                    "nothing of it was published", revision, catalog().current().number());
            assertTrue(catalog()
                    .current()
                    .advisories()
                    .find(new AdvisoryId(source, "ACME-2"))
                    .isEmpty());
            assertStale(exposure(id, "CVE-2026-90001"));
            assertStale(api.get("/vulnerabilities/CVE-2026-90001/computers")
                    .path("items")
                    .get(0));
            assertEquals("nothing else was restarted", List.of(), witness.disturbances());
        }

        api.deploy(kar());
        await("it catches up by itself when it is back", SECONDS, () -> !exposure(id, "CVE-2026-90002")
                .isMissingNode());
        assertFalse(exposure(id, "CVE-2026-90001").path("stale").asBoolean());
    }

    private static void assertStale(JsonNode exposure) {
        assertTrue(exposure.toString(), exposure.path("stale").asBoolean());
        assertTrue(exposure.toString(), exposure.path("why").toString().contains("source.stale"));
        assertTrue(exposure.toString(), exposure.path("why").toString().contains("Acme"));
    }

    private JsonNode debian() {
        for (JsonNode computer : api.get("/computers?limit=" + COMPUTERS).path("items")) {
            if (computer.path("os").asText().contains("GNU/Linux 12")) {
                return computer;
            }
        }
        throw new AssertionError("None of the computers runs Debian 12: " + api.get("/computers"));
    }

    /** An advisory on what is installed, fixed in a version that is a little newer. */
    private static String advisory(String id, String cve, JsonNode installed) {
        return "{\"id\": \"" + id + "\", \"title\": \"Made up\", \"severity\": \"important\", \"cves\": [\"" + cve
                + "\"], \"fixes\": [{\"platform\": \"Debian:12\", \"package\": \""
                + installed.path("name").asText() + "\", \"version\": \""
                + installed.path("version").asText() + "+acme\"}]}";
    }

    private static String document(String day, String advisories) {
        return "{\"published\": \"" + day + "T08:00:00Z\", \"advisories\": [" + advisories + "]}";
    }

    private JsonNode exposure(String computer, String cve) {
        for (JsonNode exposure :
                api.get("/computers/" + computer + "/exposures?limit=1000").path("items")) {
            if (exposure.path("cve").asText().equals(cve)) {
                return exposure;
            }
        }
        return MissingNode.getInstance();
    }

    private boolean capability(String present) {
        return present.equals(api.get("/platform/capabilities").path(CAPABILITY).asText());
    }

    private String state(String source) {
        return api.get("/sources/" + source).path("state").asText();
    }

    private String reason(String source) {
        return api.get("/sources/" + source).path("reason").path("code").asText();
    }

    private Catalog catalog() {
        return context.getService(context.getServiceReference(Catalog.class));
    }

    private static Path kar() {
        return Path.of(System.getProperty(PROPERTY));
    }
}
