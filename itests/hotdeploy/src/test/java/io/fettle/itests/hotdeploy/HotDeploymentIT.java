package io.fettle.itests.hotdeploy;

import static io.fettle.itests.hotdeploy.Patience.SECONDS;
import static io.fettle.itests.hotdeploy.Patience.START;
import static io.fettle.itests.hotdeploy.Patience.await;
import static org.junit.Assert.assertEquals;
import static org.junit.Assert.assertFalse;
import static org.junit.Assert.assertTrue;
import static org.junit.Assert.fail;

import com.fasterxml.jackson.databind.JsonNode;
import io.fettle.api.catalog.Catalog;
import io.fettle.spi.source.PatchSourceFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.inject.Inject;
import org.apache.karaf.features.FeaturesService;
import org.apache.karaf.features.Repository;
import org.junit.After;
import org.junit.Assume;
import org.junit.Before;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.ops4j.pax.exam.Configuration;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.junit.PaxExam;
import org.ops4j.pax.exam.spi.reactors.ExamReactorStrategy;
import org.ops4j.pax.exam.spi.reactors.PerClass;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.wiring.FrameworkWiring;

/** A vendor's source comes into the running server and leaves it, in each form, by the API. One server for all methods. */
@RunWith(PaxExam.class)
@ExamReactorStrategy(PerClass.class)
public class HotDeploymentIT {
    static final String VENDOR = "org.example.vendor";

    private static final String CAPABILITY = "source-vendor";

    @Inject
    private BundleContext context;

    @Inject
    private FeaturesService features;

    private final ServerApi api = new ServerApi();
    private final Semaphore reached = new Semaphore(0);
    private final Semaphore open = new Semaphore(0);
    private final List<ServiceRegistration<?>> gates = new ArrayList<>();

    @Configuration
    public Option[] server() throws IOException {
        return ServerContainer.options();
    }

    @Before
    public void waitForTheServer() {
        await("the server is up", START, api::isUp);
        gates.add(context.registerService(Semaphore.class, reached, new Hashtable<>(Map.of("vendor.gate", "reached"))));
        gates.add(context.registerService(Semaphore.class, open, new Hashtable<>(Map.of("vendor.gate", "open"))));
    }

    @After
    public void takeEverythingOut() {
        open.release(100);
        for (JsonNode source : api.get("/sources").path("items")) {
            api.delete("/sources/" + source.path("id").asText());
        }
        for (JsonNode upload : api.get("/platform/bundles").path("items")) {
            api.delete("/platform/bundles/" + upload.path("name").asText());
        }
        gates.forEach(ServiceRegistration::unregister);
    }

    @Test
    public void bundleComesAndGoesAndDisturbsNobody() throws Exception {
        comesAndGoes(VendorFiles.BUNDLE, VENDOR);
    }

    @Test
    public void karComesAndGoesAndDisturbsNobody() throws Exception {
        comesAndGoes(VendorFiles.KAR, VendorFiles.KAR);
    }

    @Test
    public void featuresFileComesAndGoesAndDisturbsNobody() throws Exception {
        comesAndGoes(VendorFiles.FEATURES, VendorFiles.FEATURES);
    }

    private void comesAndGoes(String file, String name) throws Exception {
        open.release(100);
        List<String> before = traces();
        assertFalse(api.get("/platform/capabilities").has(CAPABILITY));
        try (Witness witness = new Witness(context, VENDOR)) {
            JsonNode answer = api.deploy(vendor(file));
            assertEquals(name, answer.path("name").asText());
            await("the capability is here", SECONDS, () -> capability("true"));
            assertEquals(1, vendorServices().size());
            String id = addSource();
            await("the source has run", SECONDS, () -> state(id).equals("CURRENT"));
            assertEquals(2, api.get("/sources/" + id).path("packages").asInt());
            assertEquals("[" + name + "]", uploads());
            assertEquals(List.of(), witness.disturbances());
            assertEquals(List.of(), witness.refreshes());

            api.delete("/platform/bundles/" + name);
            await("the capability is shown absent", SECONDS, () -> capability("false"));
            assertEquals("ABSENT", state(id));
            assertEquals(List.of(), vendorServices());
            assertEquals(List.of(), witness.disturbances());
            api.delete("/sources/" + id);
            assertFalse(api.get("/platform/capabilities").has(CAPABILITY));
        }
        assertEquals("all that came is gone", before, traces());
    }

    @Test
    public void sourceRemovedInTheMiddleOfARunLeavesNothingHalfImported() throws Exception {
        api.deploy(vendor(VendorFiles.KAR));
        await("the capability is here", SECONDS, () -> capability("true"));
        open.release();
        String id = addSource();
        await("the source has run", SECONDS, () -> state(id).equals("CURRENT"));
        assertTrue(reached.tryAcquire());
        long revision = revision();

        try (Witness witness = new Witness(context, VENDOR)) {
            api.post("/sources/" + id + "/sync", Map.of());
            assertTrue("in the middle", reached.tryAcquire(SECONDS.toSeconds(), TimeUnit.SECONDS));
            assertEquals("SYNCING", state(id));
            api.delete("/platform/bundles/" + VendorFiles.KAR);
            await("the source is shown absent", SECONDS, () -> state(id).equals("ABSENT"));
            open.release();
            await("the run ends as interrupted", SECONDS, () -> reason(id).equals("source.plugin_left"));
            assertEquals("nothing of it was published", revision, revision());
            assertEquals(2, api.get("/sources/" + id).path("packages").asInt());
            assertEquals(List.of("1"), versions("first"));
            assertEquals(List.of(), witness.disturbances());
        }

        open.release(100);
        api.deploy(vendor(VendorFiles.KAR));
        await("it runs by itself when it is back", SECONDS, () -> state(id).equals("CURRENT") && revision() > revision);
        assertEquals(List.of("2"), versions("first"));
        assertEquals(List.of("2"), versions("second"));
    }

    @Test
    public void whatTheServerStandsOnStaysAndTheAuditHasTheAttempt() {
        for (String name : List.of(
                "io.fettle.api",
                "io.fettle.protocol",
                "io.fettle.format",
                "io.fettle.persistence",
                "io.fettle.security",
                "io.fettle.rest")) {
            try {
                api.delete("/platform/bundles/" + name);
                fail(name + " was removed");
            } catch (IllegalStateException refused) {
                assertTrue(refused.getMessage(), refused.getMessage().contains(": 409 "));
                assertTrue(refused.getMessage(), refused.getMessage().contains("\"code\":\"NOT_REMOVABLE\""));
                assertTrue(refused.getMessage(), refused.getMessage().contains("Bundle " + name));
            }
            assertEquals(name, Bundle.ACTIVE, bundle(name).getState());
            JsonNode last =
                    api.get("/audit?action=platform.removed").path("items").path(0);
            assertEquals("code:" + name, last.path("subject").asText());
            assertEquals("REFUSED", last.path("outcome").asText());
        }
    }

    @Test
    public void metricsAnswerDirectlyWithTheFiguresOfEveryCapability() {
        for (String figure : List.of(
                "audit_entries_total{outcome=\"done\"}",
                "catalog_revision",
                "check_ins_total{outcome=\"accepted\"}",
                "computers{state=\"active\"}",
                "deployment_tasks{state=\"staging\"}",
                "depot_bytes",
                "health_check_passes{check=\"persistence\"}",
                "notification_connections",
                "relay_content_completed_total",
                "sources{state=\"current\"}",
                "threads")) {
            await(figure, SECONDS, () -> api.scrape("/metrics").contains("\nfettle_" + figure + ' '));
        }
    }

    /** Else the other tests could not fail. */
    @Test
    public void theWitnessSeesABundleThatRestartsAndComponentsThatLoseIt() throws Exception {
        Bundle mirror = bundle("io.fettle.mirror");
        try (Witness witness = new Witness(context, VENDOR)) {
            mirror.stop();
            mirror.start();
            await("the mirror is back", SECONDS, api::isUp);
            String seen = String.join("\n", witness.disturbances());
            assertTrue(seen, seen.contains("bundle io.fettle.mirror: event " + BundleEvent.STOPPED));
            assertTrue(seen, seen.contains("service left: [io.fettle.api.mirror.Mirror]"));
            assertTrue(seen, seen.contains("component io.fettle."));
            context.getBundle(0).adapt(FrameworkWiring.class).refreshBundles(List.of(mirror));
            await("the refresh is seen", SECONDS, () -> !witness.refreshes().isEmpty());
            await("the mirror is back", SECONDS, api::isUp);
        }
    }

    @Test
    public void nothingListensBeyondLoopback() throws IOException {
        boolean proc = Files.isDirectory(Path.of("/proc/self/fd"));
        if (!proc) {
            System.err.println("LEFT OUT: who listens where, because there is no /proc to see it");
        }
        Assume.assumeTrue(proc);
        ProcessHandle server = ProcessHandle.current();
        List<String> addresses = ListeningAddresses.of(server.pid());
        assertTrue("our three and Pax Exam's: " + addresses, addresses.size() >= 4);
        addresses.addAll(ListeningAddresses.of(server.parent().orElseThrow().pid()));
        for (String address : addresses) {
            assertTrue(address + " in " + addresses, ListeningAddresses.isLoopback(address));
        }
    }

    private Bundle bundle(String symbolicName) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
                .findFirst()
                .orElseThrow();
    }

    private String addSource() {
        return api.post("/sources", Map.of("kind", "vendor", "name", "Vendor", "settings", Map.of()))
                .path("id")
                .asText();
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

    private String uploads() {
        List<String> names = new ArrayList<>();
        api.get("/platform/bundles").path("items").forEach(item -> {
            assertTrue(item.path("running").asBoolean());
            names.add(item.path("name").asText());
        });
        return names.toString();
    }

    private long revision() {
        return catalog().current().number();
    }

    private List<String> versions(String name) {
        return catalog().current().versionsOf(name).stream()
                .map(available -> available.version())
                .toList();
    }

    private Catalog catalog() {
        return context.getService(context.getServiceReference(Catalog.class));
    }

    private List<String> vendorServices() throws InvalidSyntaxException {
        return context.getServiceReferences(PatchSourceFactory.class, null).stream()
                .map(ServiceReference::getBundle)
                .map(Bundle::getSymbolicName)
                .filter(VENDOR::equals)
                .toList();
    }

    /** All that code could leave behind: bundles, features files, features, configurations, files. */
    private List<String> traces() throws Exception {
        List<String> traces = new ArrayList<>();
        Arrays.stream(context.getBundles()).map(Bundle::toString).forEach(traces::add);
        for (Repository repository : features.listRepositories()) {
            traces.add(repository.getURI().toString());
        }
        Arrays.stream(features.listInstalledFeatures()).map(Object::toString).forEach(traces::add);
        Path deployed = Path.of(System.getProperty("fettle.state"), "deployed");
        for (Path directory : List.of(deployed, Path.of(System.getProperty("karaf.etc")))) {
            if (Files.exists(directory)) {
                try (Stream<Path> files = Files.walk(directory)) {
                    files.filter(Files::isRegularFile).map(Path::toString).forEach(traces::add);
                }
            }
        }
        traces.sort(null);
        return traces;
    }

    private static Path vendor(String file) {
        return Path.of(System.getProperty("fettle.itests.vendor"), file);
    }
}
