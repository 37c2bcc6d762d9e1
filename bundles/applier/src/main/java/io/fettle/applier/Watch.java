package io.fettle.applier;

import io.fettle.applier.hand.HandedOver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts an {@link Applier} for every hand-over in a spool, one at a time: {@code Watch --spool DIR}, and {@code --once} to
 * end when nothing is left (systemd calls again). For the rest it sleeps. It only looks at names; it opens nothing.
 */
public final class Watch {
    private static final Logger LOG = LoggerFactory.getLogger(Watch.class);
    private static final int MAX_TRIES = 5;
    private static final int MAX_READY = 100;
    private static final long LOOK_AGAIN_SECONDS = 20;
    private static final long LONGEST_HOURS = 12;
    private static final String HEAP = "-Xmx256m";

    private final Path spool;
    /** By name and inode of a hand-over: how often it was tried; {@link #MAX_TRIES} is enough or done. */
    private final Map<String, Integer> tried = new HashMap<>();

    private Watch(Path spool) {
        this.spool = spool;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException {
        boolean once = arguments.length == 3 && arguments[2].equals("--once");
        if (!(arguments.length == 2 || once) || !arguments[0].equals("--spool")) {
            LOG.error("Usage: Watch --spool DIR [--once]");
            System.exit(Applier.USAGE);
        }
        Watch watch = new Watch(Path.of(arguments[1]).toAbsolutePath());
        if (once) {
            watch.round();
        } else {
            watch.forever();
        }
    }

    private void forever() throws IOException, InterruptedException {
        while (!Thread.currentThread().isInterrupted()) {
            if (!Files.isDirectory(spool)) {
                TimeUnit.SECONDS.sleep(LOOK_AGAIN_SECONDS);
                continue;
            }
            try (WatchService news = spool.getFileSystem().newWatchService()) {
                WatchKey key = spool.register(news, StandardWatchEventKinds.ENTRY_CREATE);
                do {
                    round();
                    @Nullable WatchKey signalled = news.poll(LOOK_AGAIN_SECONDS, TimeUnit.SECONDS);
                    if (signalled != null) {
                        signalled.pollEvents();
                    }
                } while (key.reset());
            }
        }
    }

    private void round() throws IOException, InterruptedException {
        Map<String, Path> ready = new HashMap<>();
        for (Path directory : ready()) {
            ready.put(identity(directory), directory);
        }
        tried.keySet().retainAll(ready.keySet());
        for (Map.Entry<String, Path> one : ready.entrySet()) {
            int tries = tried.getOrDefault(one.getKey(), 0);
            if (tries < MAX_TRIES) {
                tried.put(one.getKey(), start(one.getValue()) == Applier.DONE ? MAX_TRIES : tries + 1);
            }
        }
    }

    private List<Path> ready() throws IOException {
        try (Stream<Path> entries = Files.list(spool)) {
            return entries.filter(p -> p.toString().endsWith(HandedOver.READY))
                    .filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .limit(MAX_READY)
                    .toList();
        }
    }

    private static String identity(Path directory) throws IOException {
        return directory.getFileName() + " "
                + Files.getAttribute(directory, "unix:ino", LinkOption.NOFOLLOW_LINKS) + ' '
                + Files.getAttribute(directory, "unix:ctime", LinkOption.NOFOLLOW_LINKS);
    }

    private static int start(Path directory) throws IOException, InterruptedException {
        LOG.info("Applying {}", directory.getFileName());
        ProcessBuilder builder = new ProcessBuilder(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                HEAP,
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Applier.class.getName(),
                "--handover",
                directory.toString()));
        builder.environment().clear();
        builder.redirectInput(Path.of("/dev/null").toFile());
        builder.redirectOutput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        if (!process.waitFor(LONGEST_HOURS, TimeUnit.HOURS)) {
            process.destroyForcibly();
            return Applier.TRY_AGAIN;
        }
        return process.exitValue();
    }
}
