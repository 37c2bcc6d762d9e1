package io.fettle.itests.hotdeploy;

import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.configureConsole;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.doNotModifyLogConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.editConfigurationFilePut;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.karafDistributionConfiguration;
import static org.ops4j.pax.exam.karaf.options.KarafDistributionOption.keepRuntimeFolder;

import io.fettle.itests.distribution.Distribution;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import org.ops4j.pax.exam.CoreOptions;
import org.ops4j.pax.exam.Option;

/** The server's own archive, with its own options for Java, in the hands of Pax Exam. Runs outside of the server. */
final class ServerContainer {
    private static final List<String> PORTS =
            List.of("fettle.http.port", "fettle.https.port", "fettle.notification.port");

    private final Path directory;
    private final Distribution server;

    private ServerContainer(Path directory) {
        this.directory = directory;
        this.server = Distribution.unpack("server", directory);
    }

    static Option[] options() throws IOException {
        LoopbackSockets.install();
        // Pax Exam reads it for the server to the very end, which never comes: it is Maven's line to this process.
        System.setIn(InputStream.nullInputStream());
        return new ServerContainer(newDirectory("server-")).configuration();
    }

    /** A new one for what a test needs beside the server. */
    static Path newDirectory(String prefix) throws IOException {
        Path parent = Files.createDirectories(Path.of(System.getProperty("fettle.itests.directory")));
        return Files.createTempDirectory(parent, prefix);
    }

    private Option[] configuration() throws IOException {
        VendorFiles.writeTo(Files.createDirectory(directory.resolve("vendor")));
        // Pax Exam sets it aside and puts it back, and complains loudly where there is none.
        Files.createFile(server.program().resolve("etc/org.apache.karaf.management.cfg"));
        List<Option> options = new ArrayList<>(List.of(
                karafDistributionConfiguration()
                        .existing(server.program().toFile())
                        .name("fettle-server")
                        .karafVersion("4.4.10")
                        .useDeployFolder(false),
                keepRuntimeFolder(),
                doNotModifyLogConfiguration(),
                configureConsole().ignoreLocalConsole().ignoreRemoteShell(),
                editConfigurationFilePut(
                        "etc/org.ops4j.pax.url.mvn.cfg",
                        "org.ops4j.pax.url.mvn.repositories",
                        "file:" + System.getProperty("fettle.itests.repository") + "@id=exam@checksum=ignore")));
        javaOptions().forEach(option -> options.add(CoreOptions.vmOption(option)));
        return options.toArray(new Option[0]);
    }

    private List<String> javaOptions() throws IOException {
        List<String> options = new ArrayList<>(shippedOptions());
        options.add("-javaagent:" + agent());
        options.add("-Dfettle.bind=127.0.0.1");
        List<Integer> ports = server.chooseFreePorts();
        for (int i = 0; i < PORTS.size(); i++) {
            options.add("-D" + PORTS.get(i) + "=" + ports.get(i));
        }
        options.add("-Dfettle.itests.vendor=" + directory.resolve("vendor"));
        options.add("-classpath");
        options.add(classPath());
        return options;
    }

    /** All but those that say where Karaf is, which Pax Exam knows better, and the filter that forbids its RMI. */
    private List<String> shippedOptions() throws IOException {
        Path shipped = server.program().resolve("bin/fettle.jvm-options");
        Files.createDirectories(server.state().resolve("runtime/tmp"));
        Files.createDirectories(server.state().resolve("log"));
        try (Stream<String> lines = Files.lines(shipped)) {
            return lines.map(line -> line.strip().replace("\"", ""))
                    .filter(line -> line.startsWith("-") && !line.startsWith("-cp"))
                    .filter(line -> !line.startsWith("-Dkaraf.") && !line.startsWith("-Djava.util.logging."))
                    .filter(line -> !line.startsWith("-Djdk.serialFilter"))
                    .map(line -> line.replace("@STATE@", server.state().toString()))
                    .toList();
        }
    }

    private String classPath() throws IOException {
        List<String> jars = new ArrayList<>();
        for (String folder : List.of("lib/boot", "lib/jdk9plus")) {
            try (Stream<Path> files = Files.list(server.program().resolve(folder))) {
                files.map(Path::toString).filter(file -> file.endsWith(".jar")).forEach(jars::add);
            }
        }
        return String.join(":", jars);
    }

    private Path agent() throws IOException {
        Path jar = directory.resolve("loopback-agent.jar");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Premain-Class", LoopbackSockets.class.getName());
        String entry = LoopbackSockets.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar), manifest);
                InputStream code = LoopbackSockets.class.getClassLoader().getResourceAsStream(entry)) {
            out.putNextEntry(new JarEntry(entry));
            code.transferTo(out);
        }
        return jar;
    }
}
