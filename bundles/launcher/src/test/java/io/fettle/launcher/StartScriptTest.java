package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the start scripts of the distributions prepare before they hand over to Java, which here does nothing. */
class StartScriptTest {
    private static final Path ASSEMBLIES = Path.of("../../karaf-assembly").toAbsolutePath();
    private static final Path ADDRESSES = Path.of("etc/org.ops4j.pax.url.mvn.cfg");

    @TempDir
    Path temporary;

    private Path directory;

    @BeforeEach
    void resolve() throws Exception {
        directory = temporary.toRealPath();
    }

    @ParameterizedTest
    @CsvSource({
        "server, two words + more",
        "agent, two words + more",
        "relay, two words + more",
        "server, it's 100% odd (really) [1] #2 @home"
    })
    void bundlesAreFoundInDirectoriesOfAnyName(String part, String name) throws Exception {
        Path program = program(part, directory.resolve(name).resolve("program"));
        Path state = directory.resolve(name).resolve("state");
        run(program, part, state);
        assertThat(addresses(state.resolve("runtime").resolve(ADDRESSES)))
                .containsExactly(program.resolve("system"), state.resolve("deployed/repositories"));
    }

    @ParameterizedTest
    @CsvSource("server, plain")
    void plainNamesStayAsTheyAre(String part, String name) throws Exception {
        Path program = program(part, directory.resolve(name));
        Path state = directory.resolve("state");
        run(program, part, state);
        assertThat(state.resolve("runtime").resolve(ADDRESSES)).hasSameTextualContentAs(program.resolve(ADDRESSES));
    }

    @ParameterizedTest
    @CsvSource({"server", "relay"})
    void aPlatformThatCameUpIsTakenUpAgain(String part) throws Exception {
        assertThat(afterAStartThatWrote(part, "{\"bootDone\":true,\"checksums\":{}}"))
                .exists();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "server | {\"bootDone\":false,\"checksums\":{}}",
                "relay  | {\"bootDone\":false,\"checksums\":{}}",
                "server | {\"bootDone\":true,\"checksums\":{\"44\":3053",
                "server | ''",
                "relay  | ''"
            })
    void aPlatformWhoseStartWasCutOffIsMadeAnew(String part, String written) throws Exception {
        assertThat(afterAStartThatWrote(part, written)).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"server", "relay"})
    void aPlatformThatWasKilledBeforeItWroteAnythingIsMadeAnewAndNothingElse(String part) throws Exception {
        Path program = program(part, directory.resolve("program"));
        Path state = directory.resolve("state");
        run(program, part, state);
        Path bundle = Files.createDirectories(state.resolve("runtime/data/cache/bundle19"));
        Path uploaded = Files.createDirectories(state.resolve("deployed")).resolve("source.kar");
        Files.writeString(uploaded, "code");
        run(program, part, state);
        assertThat(bundle).doesNotExist();
        assertThat(uploaded).hasContent("code");
    }

    @Test
    void bundlesOfAnAgentAreInstalledAnewEachTime() throws Exception {
        assertThat(afterAStartThatWrote("agent", "{\"bootDone\":true}")).doesNotExist();
    }

    /** What the platform then still has of it. */
    private Path afterAStartThatWrote(String part, String written) throws Exception {
        Path program = program(part, directory.resolve("program"));
        Path state = directory.resolve("state");
        run(program, part, state);
        Path bundle = Files.createDirectories(state.resolve("runtime/data/cache/bundle19/data"));
        Files.writeString(bundle.resolve("state.json"), written);
        run(program, part, state);
        return bundle;
    }

    private static Path program(String part, Path program) throws Exception {
        Files.createDirectories(program.resolve("bin"));
        Files.createDirectories(program.resolve("etc"));
        Files.createDirectories(program.resolve("system"));
        Path resources = ASSEMBLIES.resolve(part).resolve("src/main/resources/bin");
        for (String file : new String[] {"fettle-" + part, "fettle.jvm-options"}) {
            Files.copy(resources.resolve(file), program.resolve("bin").resolve(file));
        }
        Files.copy(ASSEMBLIES.resolve("common/all").resolve(ADDRESSES), program.resolve(ADDRESSES));
        return program;
    }

    private void run(Path program, String part, Path state) throws Exception {
        Path java = Files.createDirectories(directory.resolve("jdk/bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n");
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        ProcessBuilder builder = new ProcessBuilder(
                "/bin/sh", program.resolve("bin/fettle-" + part).toString());
        builder.environment().put("JAVA_HOME", directory.resolve("jdk").toString());
        builder.environment().put("FETTLE_STATE", state.toString());
        Process process = builder.inheritIO().start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isZero();
    }

    private Path[] addresses(Path file) throws Exception {
        return Pattern.compile("file:([^@]+)@")
                .matcher(Files.readString(file))
                .results()
                .map(MatchResult::group)
                .map(found -> Path.of(URI.create(found.substring(0, found.length() - 1))))
                .toArray(Path[]::new);
    }
}
