package io.fettle.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import java.io.ByteArrayInputStream;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What outlasts a change of the program, a crash, and a removal. */
class DeployedCodeTest {
    private static final byte[] ZIP = {'P', 'K', 3, 4, 0};
    private static final byte[] XML = "<features/>".getBytes(StandardCharsets.UTF_8);

    private final NoSystem system = new NoSystem();
    private final List<String> order = new ArrayList<>();

    @TempDir
    private Path directory;

    @Test
    void anotherProgramGetsEverythingBackInTheOrderInWhichItCame() throws Exception {
        deploy("z.jar", ZIP);
        deploy("m.kar", TestKar.of("repository/g/a/1/a-1-features.xml", TestKar.FEATURES));
        deploy("a.xml", XML);
        system.forget();
        code().restore(true);
        assertThat(system.taken).containsExactly("bundle z.jar", "features a-1-features.xml", "features a.xml");
        assertThat(code().all()).hasSize(3).allMatch(UploadView::running);
    }

    @Test
    void aRestartOfTheSameProgramInstallsNothingAgain() throws Exception {
        deploy("a.jar", ZIP);
        system.taken.clear();
        code().restore(false);
        assertThat(system.taken).isEmpty();
    }

    @Test
    void whatWasRemovedDoesNotComeBack() throws Exception {
        deploy("a.jar", ZIP);
        deploy("b.kar", TestKar.of("repository/g/a/1/a-1-features.xml", TestKar.FEATURES));
        assertThat(code().remove("b.kar")).isTrue();
        assertThat(code().remove("b.kar")).isFalse();
        assertThat(system.features).isEmpty();
        system.forget();
        code().restore(true);
        assertThat(system.taken).containsExactly("bundle a.jar");
        assertThat(files()).hasSize(2);
    }

    @Test
    void aLaterUploadOfTheSameNameTakesThePlaceOfTheFormer() throws Exception {
        deploy("a.xml", XML);
        deploy("a.xml", "<features name='2'/>".getBytes(StandardCharsets.UTF_8));
        assertThat(system.features).hasSize(1);
        assertThat(code().all()).hasSize(1);
        assertThat(files()).hasSize(2);
    }

    @Test
    void aRefusedUploadLeavesTheFormerInPlace() throws Exception {
        deploy("a.kar", TestKar.of("repository/g/a/1/a-1-features.xml", TestKar.FEATURES));
        byte[] bad = TestKar.of("resources/etc/x.cfg", "x=1");
        assertThatThrownBy(() -> deploy("a.kar", bad)).isInstanceOf(FettleException.class);
        assertThat(code().all()).singleElement().satisfies(view -> assertThat(view.running())
                .isTrue());
    }

    @Test
    void anUploadThatACrashCutOffIsTakenOut() throws Exception {
        DeployedCode code = code();
        Upload cut = code.receive("a.xml", new ByteArrayInputStream(XML));
        system.features(List.of(cut.file()));
        system.bundle(Path.of("never-recorded.jar"));
        code().restore(false);
        assertThat(system.features).isEmpty();
        assertThat(system.bundles).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void aFileThatIsNotTheUploadedOneStaysOut() throws Exception {
        deploy("a.jar", ZIP);
        Path file =
                files().stream().filter(f -> f.endsWith("a.jar")).findFirst().orElseThrow();
        Files.write(file, new byte[] {'P', 'K', 3, 4, 1});
        system.forget();
        code().restore(true);
        assertThat(system.taken).isEmpty();
        assertThat(code().all()).singleElement().satisfies(view -> assertThat(view.running())
                .isFalse());
    }

    @Test
    void aDamagedRecordHarmsOnlyItself() throws Exception {
        deploy("a.jar", ZIP);
        deploy("b.jar", ZIP);
        Path record = files().stream()
                .filter(f -> f.endsWith("upload.properties"))
                .findFirst()
                .orElseThrow();
        Files.writeString(record, "kind=\\u00");
        system.forget();
        code().restore(true);
        assertThat(system.taken).hasSize(1);
    }

    @Test
    void aBundleThatComesWithTheNewProgramIsNotReplacedByAnOlderUpload() throws Exception {
        deploy("a.jar", ZIP);
        system.forget();
        system.withProgram.add("a.jar");
        code().restore(true);
        assertThat(system.taken).isEmpty();
        assertThat(code().all()).isEmpty();
    }

    @Test
    void thereIsRoomForSoManyOnly() throws Exception {
        Files.createDirectories(directory);
        for (int i = 0; i <= KeptUploads.MAX; i++) {
            Files.createDirectory(directory.resolve("upload-" + i));
        }
        assertThatThrownBy(() -> deploy("a.jar", ZIP)).isInstanceOf(FettleException.class);
    }

    private void deploy(String name, byte[] content) throws IOException {
        DeployedCode code = code();
        code.install(code.receive(name, new ByteArrayInputStream(content)));
        order.add(name);
    }

    /** A new one each time: nothing may depend on what it has in memory. */
    private DeployedCode code() {
        Instant now = Instant.parse("2026-01-01T00:00:00Z").plus(Duration.ofMinutes(order.size()));
        return new DeployedCode(system, directory, Clock.fixed(now, ZoneOffset.UTC));
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
