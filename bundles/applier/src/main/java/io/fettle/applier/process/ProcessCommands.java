package io.fettle.applier.process;

import io.fettle.api.FettleException;
import io.fettle.applier.ApplierError;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs programs with an environment of our own, from the root directory, with closed input. Not thread-safe. */
public final class ProcessCommands implements Commands {
    private static final int MAX_SAID = 8 << 20;
    private static final int MAX_KEPT = 256 * 1024;
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "LC_ALL", "C",
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME", "/root",
            "DEBIAN_FRONTEND", "noninteractive",
            "DEBCONF_NONINTERACTIVE_SEEN", "true",
            "NEEDRESTART_MODE", "l",
            "APT_LISTCHANGES_FRONTEND", "none",
            "COLUMNS", "200");

    private final Path scratch;

    /** @param scratch a directory of our own for what programs say */
    public ProcessCommands(Path scratch) {
        this.scratch = scratch;
    }

    @Override
    public Ended ask(List<String> command, Duration limit) {
        Path said = scratch.resolve("said");
        try {
            Ended ended = run(command, limit, said, MAX_SAID, process -> {});
            if (Files.size(said) > MAX_SAID) {
                throw failed(command, "said over " + MAX_SAID + " bytes", null);
            }
            return ended;
        } catch (IOException e) {
            throw failed(command, "gave output that cannot be used", e);
        }
    }

    @Override
    public Ended act(List<String> command, Duration limit, Path log, Consumer<ProcessHandle> started) {
        return run(command, limit, log, MAX_KEPT, started);
    }

    private static Ended run(
            List<String> command, Duration limit, Path log, int kept, Consumer<ProcessHandle> started) {
        Path errors = log.resolveSibling(log.getFileName() + ".errors");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(Path.of("/").toFile());
        builder.environment().clear();
        builder.environment().putAll(ENVIRONMENT);
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(log.toFile());
        builder.redirectError(errors.toFile());
        @Nullable Process process = null;
        try {
            process = builder.start();
            started.accept(process.toHandle());
            if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw failed(command, "took over " + limit.toSeconds() + " s", null);
            }
            return new Ended(process.exitValue(), tail(log, kept), tail(errors, MAX_KEPT));
        } catch (IOException e) {
            throw failed(command, "could not be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(command, "was broken off", e);
        } finally {
            if (process != null && process.isAlive()) {
                process.descendants().forEach(ProcessHandle::destroy);
                process.destroyForcibly();
            }
        }
    }

    private static String tail(Path file, int max) throws IOException {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            in.seek(Math.max(0, in.length() - max));
            byte[] bytes = new byte[(int) Math.min(max, in.length() - in.getFilePointer())];
            in.readFully(bytes);
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    private static FettleException failed(List<String> command, String how, @Nullable Exception cause) {
        return new FettleException(ApplierError.COMMAND_FAILED, command.get(0) + ' ' + how, cause);
    }
}
