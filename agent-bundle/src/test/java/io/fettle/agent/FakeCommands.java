package io.fettle.agent;

import io.fettle.agent.hand.Commands;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;

/** apt as a script. */
public final class FakeCommands implements Commands {
    public final List<List<String>> ran = new ArrayList<>();
    public String targets = "";
    public String upgrade = "";
    public String install = "";
    public String errors = "";
    public int installStatus;

    /** A line of {@code apt-get indextargets}. */
    public void addTarget(String uri, String suite, String component, String arch, String fileName) {
        targets += String.join(
                        "\t",
                        uri,
                        suite,
                        component,
                        arch,
                        component + "/binary-" + arch + "/Packages",
                        "/var/lib/apt/lists/" + fileName)
                + "\n";
    }

    /** The directory of lists that the last dry run was told to use. */
    public Path lists() {
        return ran.stream()
                .flatMap(List::stream)
                .filter(a -> a.startsWith("Dir::State::lists="))
                .map(a -> Path.of(a.substring(a.indexOf('=') + 1)))
                .reduce((a, b) -> b)
                .orElseThrow();
    }

    @Override
    public <T> Ended<T> run(List<String> command, Duration limit, Reader<T> output) {
        ran.add(command);
        try (InputStream said = said(command)) {
            int status = command.contains("install") ? installStatus : 0;
            return new Ended<>(status, output.read(said), errors);
        } catch (IOException e) {
            throw new io.fettle.api.FettleException(io.fettle.agent.hand.HandError.COMMAND_FAILED, "failed", e);
        }
    }

    private InputStream said(List<String> command) throws IOException {
        if (command.contains("cat-file")) {
            Path file = Path.of(command.get(2));
            InputStream bytes = Files.newInputStream(file);
            return file.toString().endsWith(".gz") ? new GZIPInputStream(bytes) : bytes;
        }
        if (command.contains("indextargets")) {
            return text(targets);
        }
        if (command.contains("upgrade")) {
            return text(upgrade);
        }
        return text(command.contains("install") ? install : "");
    }

    private static InputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    static byte[] gzip(byte[] plain) {
        try (var bytes = new java.io.ByteArrayOutputStream();
                var gzip = new java.util.zip.GZIPOutputStream(bytes)) {
            gzip.write(plain);
            gzip.finish();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
