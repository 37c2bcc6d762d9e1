package io.fettle.itests.hotdeploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Makes a project from the archetype and builds it, as an integrator would: contract test, KAR. Maven gets a repository of
 * its own in {@code target}, with this build's artifacts in it, and takes the rest from the repository of whoever runs the
 * tests as from a mirror: nothing is installed there, and nothing is asked of a network. Runs outside of the server.
 */
final class GeneratedSource {
    static final String KIND = "acme";
    static final String PACKAGE = "org.example.acme";
    static final String KAR = "acme-source-1.0.0-kar.kar";

    private static final long LIMIT_MINUTES = 10;
    private static final String ARCHETYPE_PLUGIN = "org.apache.maven.plugins:maven-archetype-plugin:";
    /** What the project's POM leads to, by folder of this checkout. */
    private static final Map<String, String> ARTIFACTS = Map.of(
            ".", "fettle",
            "bundles", "fettle-bundles",
            "bundles/api", "fettle-api",
            "bundles/protocol", "fettle-protocol",
            "bundles/format", "fettle-format",
            "bundles/fuzz", "fettle-fuzz",
            "bundles/testkit", "fettle-testkit",
            "bundles/source-archetype", "fettle-source-archetype");

    private final Path directory;
    private final String version = System.getProperty("fettle.itests.version");

    private GeneratedSource(Path directory) {
        this.directory = directory;
    }

    /** The KAR. */
    static Path build(Path directory) throws IOException {
        return new GeneratedSource(Files.createDirectories(directory)).build();
    }

    private Path build() throws IOException {
        for (Map.Entry<String, String> artifact : ARTIFACTS.entrySet()) {
            seed(artifact.getKey(), artifact.getValue());
        }
        Files.writeString(directory.resolve("settings.xml"), settings());
        maven(
                directory,
                "generate.log",
                ARCHETYPE_PLUGIN + System.getProperty("fettle.itests.archetype.plugin") + ":generate",
                "-DarchetypeCatalog=local",
                "-DinteractiveMode=false",
                "-DarchetypeGroupId=io.fettle",
                "-DarchetypeArtifactId=fettle-source-archetype",
                "-DarchetypeVersion=" + version,
                "-DgroupId=org.example",
                "-DartifactId=acme-source",
                "-Dversion=1.0.0",
                "-Dpackage=" + PACKAGE,
                "-DclassName=Acme",
                "-Dkind=" + KIND);
        Path project = directory.resolve("acme-source");
        maven(project, "build.log", "verify");
        requireContractHeld(project);
        return project.resolve("target").resolve(KAR);
    }

    private void seed(String folder, String artifact) throws IOException {
        Path from = Path.of(System.getProperty("fettle.itests.checkout")).resolve(folder);
        String file = artifact + '-' + version;
        Path to = Files.createDirectories(
                directory.resolve("repository/io/fettle").resolve(artifact).resolve(version));
        Files.copy(from.resolve("pom.xml"), to.resolve(file + ".pom"));
        Path jar = from.resolve("target").resolve(file + ".jar");
        if (Files.exists(jar)) {
            Files.copy(jar, to.resolve(file + ".jar"));
        }
    }

    private String settings() {
        return "<settings><localRepository>" + directory.resolve("repository") + "</localRepository><mirrors><mirror>"
                + "<id>this-machine</id><mirrorOf>*</mirrorOf><url>"
                + Path.of(System.getProperty("fettle.itests.local.repository")).toUri()
                + "</url></mirror></mirrors></settings>\n";
    }

    private void maven(Path where, String log, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("fettle.itests.maven"), "bin/mvn").toString(),
                "-B",
                "-s",
                directory.resolve("settings.xml").toString()));
        command.addAll(List.of(arguments));
        Path output = directory.resolve(log);
        ProcessBuilder maven = new ProcessBuilder(command)
                .directory(where.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        maven.environment().put("JAVA_HOME", System.getProperty("java.home"));
        maven.environment().keySet().removeAll(List.of("MAVEN_OPTS", "MAVEN_ARGS"));
        Process process = maven.start();
        process.getOutputStream().close();
        try {
            if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                throw new IOException("Maven did not end within " + LIMIT_MINUTES + " minutes; see " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("Maven failed; see " + output);
        }
    }

    /** A build without tests would succeed as well. */
    private static void requireContractHeld(Path project) throws IOException {
        String report =
                Files.readString(project.resolve("target/surefire-reports/" + PACKAGE + ".AcmeSourceContractTest.txt"));
        if (!report.matches("(?s).*Tests run: [2-9][0-9], Failures: 0, Errors: 0, Skipped: 0,.*")) {
            throw new IOException("The contract was not run as a whole: " + report);
        }
    }
}
