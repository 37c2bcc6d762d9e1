package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildsTest {
    @TempDir
    Path temporary;

    private Path directory;
    private Instance instance;

    @BeforeEach
    void create() throws Exception {
        directory = temporary.toRealPath();
        instance = new Instance(directory.resolve("programs/current"));
        instance.home = directory;
    }

    @Test
    void aPartOfAnEarlierBuildIsNamedWhileItRuns() throws Exception {
        unpacked("1", "server");
        runs("server", build("1", "server"));
        assertThat(builds().age(part("server"))).isEmpty();
        unpacked("2", "server");
        assertThat(builds().age(part("server"))).contains("build 1", ", 2: ", "./fettle stop, then ./fettle up");
        Files.delete(instance.state("server").resolve("process"));
        assertThat(builds().age(part("server"))).isEmpty();
    }

    @Test
    void nothingIsClaimedOfAPartWhoseBuildIsNotKnown() throws Exception {
        unpacked("1", "server");
        unpacked("2", "server");
        runs("server", build("1", "server"));
        Files.delete(instance.state("server").resolve("runtime/jvm-options"));
        assertThat(builds().age(part("server"))).isEmpty();
        assertThat(builds().discardOld()).isEmpty();
        assertThat(build("1", "server")).exists();
    }

    @Test
    void onlyBuildsThatAreCurrentOrRunAreKept() throws Exception {
        for (String build : new String[] {"1", "2", "3"}) {
            unpacked(build, "server");
        }
        unpacked("4", "agent");
        unpacked("5", "agent");
        runs("server", build("2", "server"));
        assertThat(builds().discardOld()).isEmpty();
        assertThat(directory.resolve("programs"))
                .isDirectoryNotContaining("glob:**/1")
                .isDirectoryNotContaining("glob:**/4");
        assertThat(build("2", "server").resolve("system/bundle.jar")).exists();
        assertThat(build("3", "server").resolve("system/bundle.jar")).exists();
        assertThat(build("5", "agent").resolve("system/bundle.jar")).exists();
    }

    @Test
    void aBuildThatAnotherProcessHasOpenIsKept() throws Exception {
        assumeThat(Path.of("/proc/self/fd")).exists();
        unpacked("1", "server");
        unpacked("2", "server");
        try (InputStream jar = Files.newInputStream(build("1", "server").resolve("system/bundle.jar"))) {
            assertThat(builds().discardOld()).isEmpty();
            assertThat(jar.read()).isPositive();
            assertThat(build("1", "server").resolve("system/bundle.jar")).exists();
        }
        assertThat(builds().discardOld()).isEmpty();
        assertThat(build("1", "server")).doesNotExist();
    }

    @Test
    void whatTheScriptDidNotMakeOrIsMakingIsLeftAlone() throws Exception {
        Path partly = Files.createDirectories(directory.resolve("programs/9/server.part"));
        Path named = Files.createDirectories(directory.resolve("programs/mine/server/bin"));
        Files.createFile(named.resolve("fettle-server"));
        Path unlike = Files.createDirectories(directory.resolve("programs/7/server/photos"));
        Path beside = Files.createDirectories(directory.resolve("programs/1/notes"));
        Path elsewhere = Files.createDirectories(directory.resolve("elsewhere/server/bin"));
        Files.createFile(elsewhere.resolve("fettle-server"));
        Files.createSymbolicLink(directory.resolve("programs/8"), directory.resolve("elsewhere"));
        unpacked("1", "server");
        unpacked("2", "server");
        assertThat(builds().discardOld()).isEmpty();
        assertThat(build("1", "server")).doesNotExist();
        for (Path kept : new Path[] {partly, named, unlike, beside, elsewhere}) {
            assertThat(kept).exists();
        }
    }

    @Test
    void whatLinksInABuildPointToStays() throws Exception {
        Path elsewhere = Files.writeString(directory.resolve("precious"), "data");
        unpacked("1", "server");
        Files.createSymbolicLink(build("1", "server").resolve("link"), elsewhere);
        unpacked("2", "server");
        assertThat(builds().discardOld()).isEmpty();
        assertThat(build("1", "server")).doesNotExist();
        assertThat(elsewhere).hasContent("data");
    }

    @Test
    void aRemovalThatWasCutOffIsFinished() throws Exception {
        Path half = Files.createDirectories(directory.resolve("programs/1/server.being-removed/system"));
        unpacked("1", "server");
        unpacked("2", "server");
        assertThat(builds().discardOld()).isEmpty();
        assertThat(half).doesNotExist();
        assertThat(build("1", "server")).doesNotExist();
        assertThat(directory.resolve("programs/1")).doesNotExist();
    }

    private Builds builds() {
        return new Builds(instance);
    }

    private Part part(String name) {
        return new Part(name, instance);
    }

    private Path build(String build, String part) {
        return directory.resolve("programs").resolve(build).resolve(part);
    }

    /** As the script does it. */
    private void unpacked(String build, String part) throws Exception {
        Path program = build(build, part);
        Files.createDirectories(program.resolve("system"));
        Files.createDirectories(program.resolve("bin"));
        Files.writeString(program.resolve("system/bundle.jar"), "bundle");
        Files.writeString(program.resolve("bin/fettle-" + part), "#!/bin/sh\n");
        Path current =
                Files.createDirectories(directory.resolve("programs/current")).resolve(part);
        Files.deleteIfExists(current);
        Files.createSymbolicLink(current, Path.of("..", build, part));
    }

    /** This process stands for it. */
    private void runs(String part, Path program) throws Exception {
        ProcessHandle self = ProcessHandle.current();
        long began = self.info().startInstant().map(Instant::toEpochMilli).orElseThrow();
        Path state = instance.state(part);
        Files.createDirectories(state.resolve("runtime"));
        Files.writeString(state.resolve("process"), self.pid() + " " + began + "\n");
        Files.writeString(
                state.resolve("runtime/jvm-options"), "-Xms64m\n\"-Dkaraf.home=" + program.toRealPath() + "\"\n");
    }
}
