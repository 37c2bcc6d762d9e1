package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The checks of the scripts, with tools that only say which version they are. */
class PrerequisitesTest {
    private static final Path CHECKS = Path.of("src/main/sh/prerequisites.sh").toAbsolutePath();

    @TempDir
    Path directory;

    private Path tools;

    @BeforeEach
    void tools() throws Exception {
        tools = Files.createDirectory(directory.resolve("tools"));
        for (String name : new String[] {"sed", "head"}) {
            tool(name, "exec " + installed(name) + " \"$@\"");
        }
        java("17.0.15");
        tool("javac", "");
        maven("3.8.7", "17.0.15");
        node("v20.19.0");
        tool("npm", "");
    }

    @Test
    void nothingIsSaidWhereAllIsThere() throws Exception {
        assertThat(check("need_maven; need_node")).isEqualTo("0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17", "17-ea", "17.0.1", "21.0.2", "25"})
    void java17AndLaterDo(String version) throws Exception {
        java(version);
        assertThat(check("need_java")).isEqualTo("0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.8.0_292", "11.0.20", "16.0.2", "unheard-of"})
    void olderJavaIsNamedWithTheWayToANewOne(String version) throws Exception {
        java(version);
        assertThat(check("need_java"))
                .startsWith("1 fettle: ")
                .contains(version, "apt install", "https://adoptium.net");
    }

    @ParameterizedTest
    @CsvSource({"3.8.1, 17.0.15", "3.9.9, 21", "4.0.0-rc-2, 17"})
    void maven38AndLaterDo(String version, String java) throws Exception {
        maven(version, java);
        assertThat(check("need_maven")).isEqualTo("0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.3", "3.7.0", "2.2.1"})
    void olderMavenIsNamedWithTheWayToANewOne(String version) throws Exception {
        maven(version, "17.0.15");
        assertThat(check("need_maven"))
                .startsWith("1 fettle: Maven " + version + " is too old")
                .contains("3.8", "apt install maven", "https://maven.apache.org");
    }

    @Test
    void mavenOnAnOlderJavaIsNamed() throws Exception {
        maven("3.8.7", "11.0.20");
        assertThat(check("need_maven"))
                .startsWith("1 fettle: Maven runs on Java 11.0.20")
                .contains("JAVA_HOME");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v20.19.0", "v20.20.2", "v22.12.0", "v23.1.0", "v24.0.0"})
    void nodeThatTheConsoleIsBuiltWithDoes(String version) throws Exception {
        node(version);
        assertThat(check("need_node")).isEqualTo("0 ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v18.19.0", "v20.18.3", "v21.7.3", "v22.11.0", "v9.0.0"})
    void nodeThatItIsNotBuiltWithIsNamedWithTheWayToAnother(String version) throws Exception {
        node(version);
        assertThat(check("need_node")).startsWith("1 fettle: Node " + version).contains("20.19", "https://nodejs.org");
    }

    @ParameterizedTest
    @CsvSource({"java, Java 17", "javac, compiler", "mvn, Maven 3.8", "node, Node 20.19", "npm, npm"})
    void whatIsMissingIsNamed(String tool, String words) throws Exception {
        Files.delete(tools.resolve(tool));
        assertThat(check("need_maven; need_node")).startsWith("1 fettle: ").contains(words, "missing");
    }

    @Test
    void javaHomeThatIsNoneIsNamed() throws Exception {
        assertThat(check("JAVA_HOME=/no/such; . '" + CHECKS + "'; need_java"))
                .startsWith("1 fettle: JAVA_HOME is /no/such");
    }

    private void java(String version) throws IOException {
        tool("java", "echo 'openjdk version \"" + version + "\" 2025-04-15' >&2");
    }

    /** As a terminal sees it. */
    private void maven(String version, String java) throws IOException {
        tool(
                "mvn",
                "printf '\\033[1mApache Maven " + version + "\\033[m\\nJava version: " + java
                        + ", vendor: Example\\n'");
    }

    private void node(String version) throws IOException {
        tool("node", "echo " + version);
    }

    private void tool(String name, String script) throws IOException {
        Path file = Files.writeString(tools.resolve(name), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private static Path installed(String name) {
        for (String place : new String[] {"/usr/bin", "/bin"}) {
            if (Files.isExecutable(Path.of(place, name))) {
                return Path.of(place, name);
            }
        }
        throw new IllegalStateException("This machine has no " + name);
    }

    /** Exit status and what was said. */
    private String check(String words) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-euc", ". '" + CHECKS + "'; " + words);
        builder.environment().clear();
        builder.environment().put("PATH", tools.toString());
        Process process = builder.redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() + " " + said;
    }
}
