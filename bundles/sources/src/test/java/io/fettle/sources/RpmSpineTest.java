package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.source.rpm.RpmSourceFactory;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An rpm repository from the vendor's directory to what an order fetches; only the database is missing. */
class RpmSpineTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T12:00:00Z"), ZoneOffset.UTC);
    private static final byte[] PACKAGE = "a package".getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    @Test
    void whatAnOrderForDnfNeedsIsInTheDepot() throws Exception {
        FakeSourceStore sources = new FakeSourceStore();
        RealParts parts = new RealParts(directory.resolve("state"), new FakeCatalogStore(), sources);
        Path repository = repository();
        List<Reason> refused = new ArrayList<>();
        SyncEngine engine = new SyncEngine(
                sources,
                parts.publisher(),
                new SourceRun(parts.publisher(), parts.depot()),
                new Schedule(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1), () -> 0.5),
                CLOCK,
                VendorConnections.ofPlatform(),
                Runnable::run,
                (id, why) -> refused.add(why));
        engine.add(new RpmSourceFactory());
        engine.configure(
                "s",
                "rpm",
                "fixture",
                Map.of("network", "private", "uri", repository.toUri().toString(), "platform", "Rocky Linux:9"));
        engine.tick();
        assertThat(refused).isEmpty();
        AvailablePackage foo = parts.catalog().current().versionsOf("foo").get(0);
        assertThat(foo.version()).isEqualTo("1:2-1.el9");
        assertThat(parts.fetch(foo.digest())).hasBinaryContent(PACKAGE);
        assertThat(parts.catalog().current().suites()).singleElement().satisfies(suite -> {
            assertThat(parts.depot().holds(suite.release().digest())).isTrue();
            assertThat(suite.indexes()).allSatisfy(index -> assertThat(
                            parts.depot().holds(index.stored().digest()))
                    .isTrue());
        });
    }

    private Path repository() throws IOException {
        Path repository = directory.resolve("repository");
        Files.createDirectories(repository.resolve("repodata"));
        Files.createDirectories(repository.resolve("Packages"));
        Files.write(repository.resolve("Packages/foo-2-1.el9.x86_64.rpm"), PACKAGE);
        String primary = """
                <?xml version="1.0" encoding="UTF-8"?>
                <metadata xmlns="http://linux.duke.edu/metadata/common"
                    xmlns:rpm="http://linux.duke.edu/metadata/rpm" packages="1">
                <package type="rpm"><name>foo</name><arch>x86_64</arch><version epoch="1" ver="2" rel="1.el9"/>
                <checksum type="sha256" pkgid="YES">%s</checksum><summary>s</summary><description>d</description>
                <packager/><url/><time file="1" build="1"/><size package="%d" installed="1" archive="1"/>
                <location href="Packages/foo-2-1.el9.x86_64.rpm"/>
                <format><rpm:license>MIT</rpm:license><rpm:sourcerpm>foo-2-1.el9.src.rpm</rpm:sourcerpm></format>
                </package></metadata>
                """.formatted(Digest.of(PACKAGE).hex(), PACKAGE.length);
        byte[] bytes = primary.getBytes(StandardCharsets.UTF_8);
        Files.write(repository.resolve("repodata/primary.xml"), bytes);
        String hash = Digest.of(bytes).hex();
        Files.writeString(
                repository.resolve("repodata/repomd.xml"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <repomd xmlns="http://linux.duke.edu/metadata/repo"><revision>1</revision>
                <data type="primary"><checksum type="sha256">%s</checksum><open-checksum type="sha256">%s</open-checksum>
                <location href="repodata/primary.xml"/><timestamp>1</timestamp><size>%d</size><open-size>%d</open-size>
                </data></repomd>
                """.formatted(hash, hash, bytes.length, bytes.length));
        return repository;
    }
}
