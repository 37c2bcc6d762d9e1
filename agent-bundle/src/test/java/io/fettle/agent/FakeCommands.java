package io.fettle.agent;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.hand.HandError;
import io.fettle.api.FettleException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;

/** apt as a script. */
public final class FakeCommands implements Commands {
    private static final int PATIENCE_SECONDS = 30;

    public final List<List<String>> ran = new CopyOnWriteArrayList<>();
    public volatile String targets = "";
    public volatile String upgrade = "";
    public volatile String install = "";
    public volatile String errors = "";
    public volatile int installStatus;
    private final Semaphore held = new Semaphore(0);
    private volatile String slow = "";
    private volatile CountDownLatch gate = new CountDownLatch(0);

    /** A line of {@code apt-get indextargets}. */
    public void addTarget(String uri, String suite, String component, String arch, String fileName) {
        addTarget(uri, suite, component, arch, fileName, "/etc/apt/sources.list:1");
    }

    /** @param entry where the repository is written */
    public void addTarget(String uri, String suite, String component, String arch, String fileName, String entry) {
        targets += String.join(
                        "\t",
                        uri,
                        suite,
                        component,
                        arch,
                        component + "/binary-" + arch + "/Packages",
                        "/var/lib/apt/lists/" + fileName,
                        entry)
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

    /** From now on commands with this word take until {@link #release}. */
    public void holdBack(String word) {
        gate = new CountDownLatch(1);
        slow = word;
    }

    /** Waits until a command is held back. */
    public void awaitHeld() throws InterruptedException {
        if (!held.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("Nobody ran " + slow);
        }
    }

    public void release() {
        slow = "";
        gate.countDown();
    }

    public long runs(String word) {
        return ran.stream().filter(command -> command.contains(word)).count();
    }

    @Override
    public <T> Ended<T> run(List<String> command, Duration limit, Reader<T> output) {
        ran.add(command);
        if (!slow.isEmpty() && command.contains(slow)) {
            waitAtGate();
        }
        try (InputStream said = said(command)) {
            int status = command.contains("install") ? installStatus : 0;
            return new Ended<>(status, output.read(said), errors);
        } catch (IOException e) {
            throw new FettleException(HandError.COMMAND_FAILED, "failed", e);
        }
    }

    private void waitAtGate() {
        held.release();
        try {
            if (!gate.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("Nobody released " + slow);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(HandError.COMMAND_FAILED, "was broken off", e);
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
