package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import io.fettle.api.Reason;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.source.SourceState;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a repository made by the real tools to a package out of the depot; only the database is missing. */
class SpineTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);

    private final FakeSourceStore sources = new FakeSourceStore();
    private final List<Reason> refused = new ArrayList<>();
    private Path repository;
    private TestServer server;
    private RealParts parts;

    @TempDir
    Path directory;

    @BeforeEach
    void start() throws IOException, URISyntaxException, ReflectiveOperationException {
        repository = copy(Path.of(SpineTest.class.getResource("/repository").toURI()));
        server = new TestServer();
        server.handler = this::serve;
        parts = new RealParts(directory.resolve("state"), new FakeCatalogStore(), sources);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aRepositoryOverHttpEndsInTheCatalogAndItsPackagesInTheDepot() throws Exception {
        sync(server.root().toString());
        assertThat(sources.find("s").orElseThrow().condition().state()).isEqualTo(SourceState.CURRENT);
        assertImported();
    }

    @Test
    void aLocalDirectoryDoesAsWell() throws Exception {
        sync(repository.toUri().toString());
        assertImported();
    }

    @Test
    void anUnchangedRepositoryCostsOneRequest() throws Exception {
        sync(server.root().toString());
        server.requests.clear();
        long revision = parts.catalog().current().number();
        sync(server.root().toString());
        assertThat(server.requests).containsExactly("/debian/dists/stable/InRelease");
        assertThat(parts.catalog().current().number()).isEqualTo(revision);
    }

    @Test
    void aRestartHasEverythingWithoutTheVendor() throws Exception {
        sync(server.root().toString());
        AvailablePackage hello = hello();
        parts.fetch(hello.digest());
        server.close();

        RealParts after = parts.restarted();
        assertThat(after.catalog().current().versionsOf("hello")).hasSize(2);
        assertThat(after.fetch(hello.digest())).hasSize(hello.size());
    }

    @Test
    void aPackageThatTheVendorDroppedStays() throws Exception {
        sync(server.root().toString());
        AvailablePackage hello = hello();
        parts.fetch(hello.digest());
        Files.delete(repository.resolve(hello.path()));
        parts.fetch(hello.digest());
        assertThat(parts.depot().holds(hello.digest())).isTrue();
    }

    @Test
    void aForgedIndexLeavesTheCatalogAsItWas() throws Exception {
        Path index = repository.resolve("dists/stable/main/binary-amd64/Packages.xz");
        byte[] bytes = Files.readAllBytes(index);
        bytes[50] ^= 1;
        Files.write(index, bytes);
        sync(server.root().toString());
        assertThat(refused).extracting(Reason::code).containsExactly("source.torn");
        assertThat(parts.catalog().current().number()).isZero();
    }

    @Test
    void aForgedListIsRefused() throws Exception {
        Path inRelease = repository.resolve("dists/stable/InRelease");
        String text = Files.readString(inRelease, StandardCharsets.US_ASCII);
        Files.writeString(inRelease, text.replace("Suite: stable", "Suite: stablE"));
        sync(server.root().toString());
        assertThat(refused).extracting(Reason::code).containsExactly("source.signature");
    }

    private void assertImported() throws Exception {
        assertThat(parts.catalog().current().size()).isEqualTo(3);
        AvailablePackage hello = hello();
        assertThat(hello.path()).isEqualTo("pool/main/hello/hello_1.1~rc1-1+b1_all.deb");
        byte[] expected = Files.readAllBytes(repository.resolve(hello.path()));
        assertThat(parts.fetch(hello.digest())).hasBinaryContent(expected);
        MirroredSuite suite = parts.catalog().current().suites().get(0);
        try (InputStream stream = parts.depot().open(suite.release().digest()).orElseThrow()) {
            assertThat(stream.readAllBytes())
                    .isEqualTo(Files.readAllBytes(repository.resolve("dists/stable/InRelease")));
        }
        AvailablePackage plus = parts.catalog().current().versionsOf("lib+plus").get(0);
        parts.fetch(plus.digest());
    }

    private AvailablePackage hello() {
        return parts.catalog().current().versionsOf("hello").stream()
                .filter(available -> available.version().equals("1:1.1~rc1-1+b1"))
                .findFirst()
                .orElseThrow();
    }

    /** Runs a source once, in an engine of its own. */
    private void sync(String uri) throws IOException {
        SyncEngine engine = new SyncEngine(
                sources,
                parts.publisher(),
                new SourceRun(parts.publisher(), parts.depot()),
                new Schedule(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1), () -> 0.5),
                CLOCK,
                VendorConnections.ofPlatform(),
                Runnable::run,
                (id, why) -> refused.add(why));
        engine.add(parts.apt());
        byte[] keyring = Files.readAllBytes(repository.resolve("archive.gpg"));
        engine.configure(
                "s",
                "apt",
                "fixture",
                Map.of(
                        "network",
                        "private",
                        "uri",
                        uri,
                        "suite",
                        "stable",
                        "components",
                        "main",
                        "architectures",
                        "amd64",
                        "keyring",
                        Base64.getEncoder().encodeToString(keyring)));
        engine.tick();
    }

    private void serve(HttpExchange exchange) throws IOException {
        Path file = repository.resolve(exchange.getRequestURI().getPath().substring("/debian/".length()));
        if (Files.isRegularFile(file)) {
            TestServer.respond(exchange, 200, Files.readAllBytes(file));
        } else {
            TestServer.respond(exchange, 404, new byte[0]);
        }
    }

    private Path copy(Path from) throws IOException {
        Path to = directory.resolve("repository");
        try (java.util.stream.Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
        return to;
    }
}
