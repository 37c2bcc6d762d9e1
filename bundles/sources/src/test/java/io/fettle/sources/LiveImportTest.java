package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** Imports Debian for real: {@code mvn test -Dfettle.live=http://mirror.example.org/ -Dtest=LiveImportTest}. */
@Tag("live")
@EnabledIf("hasMirror")
class LiveImportTest {
    private static final Path KEYRING = Path.of("/usr/share/keyrings/debian-archive-keyring.gpg");

    @TempDir
    Path state;

    static boolean hasMirror() {
        boolean named = System.getProperty("fettle.live", "").matches("(http|file).*");
        if (!named) {
            System.err.println("LEFT OUT: import of a whole Debian; name a mirror by -Dfettle.live=URI to try it");
        }
        return named;
    }

    @Test
    void bookwormIsImportedAndItsPackagesAreFetched() throws Exception {
        FakeCatalogStore catalogStore = new FakeCatalogStore();
        FakeSourceStore sourceStore = new FakeSourceStore();
        RealParts parts = new RealParts(state, catalogStore, sourceStore);
        SyncEngine engine = engine(parts, sourceStore);
        String mirror = System.getProperty("fettle.live");
        for (String suite : List.of("bookworm", "bookworm-updates", "bookworm-security")) {
            String path = suite.endsWith("security") ? "debian-security" : "debian";
            engine.configure(suite, "apt", suite, settings(mirror + path, suite));
        }
        long cpu = cpuNanos();
        long start = System.nanoTime();
        engine.tick();
        report("first import", start, cpu);
        for (int i = 0; i < Integer.getInteger("fettle.again", 0); i++) {
            for (SourceStatus status : engine.statuses()) {
                parts.publisher().withdraw(status.id());
                engine.request(status.id());
            }
            cpu = cpuNanos();
            start = System.nanoTime();
            engine.tick();
            report("import again", start, cpu);
        }
        for (SourceStatus status : engine.statuses()) {
            System.out.println(status.name() + " " + status.state() + " " + status.reason() + " " + status.packages());
            assertThat(status.state()).isEqualTo(SourceState.CURRENT);
        }
        Catalog.Revision revision = parts.catalog().current();
        System.out.println(
                revision.size() + " packages; suites " + revision.suites().size());

        start = System.nanoTime();
        cpu = cpuNanos();
        for (SourceStatus status : engine.statuses()) {
            engine.request(status.id());
        }
        engine.tick();
        report("nothing changed", start, cpu);

        parts = null;
        engine = null;
        revision = null;
        long before = usedHeap();
        start = System.nanoTime();
        cpu = cpuNanos();
        RealParts again = new RealParts(state, catalogStore, sourceStore);
        Catalog.Revision reread = again.catalog().current();
        report("restart", start, cpu);
        System.out.println("heap of the catalog: " + (usedHeap() - before) / 1024 + " KiB for " + reread.size());

        List<AvailablePackage> versions = reread.versionsOf("openssl");
        versions.forEach(System.out::println);
        if (mirror.startsWith("http")) {
            AvailablePackage one = reread.versionsOf("tzdata").get(0);
            assertThat(again.fetch(one.digest())).hasSize(one.size());
        }
        assertThat(reread.size()).isGreaterThan(60_000);
    }

    private static SyncEngine engine(RealParts parts, FakeSourceStore store) {
        SyncEngine engine = new SyncEngine(
                store,
                parts.publisher(),
                new SourceRun(parts.publisher(), parts.depot()),
                new Schedule(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1), () -> 0.5),
                Clock.systemUTC(),
                VendorConnections.ofPlatform(),
                Runnable::run,
                (id, why) -> {});
        engine.add(parts.apt());
        return engine;
    }

    private static Map<String, String> settings(String uri, String suite) throws Exception {
        return Map.of(
                "uri",
                uri,
                "suite",
                suite,
                "components",
                "main",
                "architectures",
                "amd64",
                "keyring",
                Base64.getEncoder().encodeToString(Files.readAllBytes(KEYRING)));
    }

    private static void report(String what, long start, long cpu) {
        System.out.printf(
                "%s: %d ms wall, %d ms CPU%n",
                what, (System.nanoTime() - start) / 1_000_000, (cpuNanos() - cpu) / 1_000_000);
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    private static long usedHeap() {
        System.gc();
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
