package io.fettle.launcher;

import io.fettle.launcher.Progress.Look;
import java.time.Duration;
import java.util.List;

/** Starts the server and waits until it is ready. For one thread. */
final class ServerProcess {
    private static final Duration PATIENCE = Duration.ofSeconds(180);

    private final Part part;
    private final Builds builds;
    private final Instance instance;
    private final Settings settings;
    private final Progress progress;
    private boolean started;

    ServerProcess(Instance instance, Settings settings, Progress progress) {
        this.part = new Part("server", instance);
        this.builds = new Builds(instance);
        this.instance = instance;
        this.settings = settings;
        this.progress = progress;
    }

    /** Idempotent: one that runs is left alone. */
    Api ensureRunning() {
        if (part.running().isEmpty()) {
            start();
        }
        long begin = System.nanoTime();
        if (!progress.await(PATIENCE, this::look)) {
            part.startAfresh();
            throw new LauncherException("the server was not ready after " + PATIENCE.toSeconds()
                    + " s (./fettle stop and ./fettle up begin anew, all data stay); its last words:\n"
                    + part.lastWords());
        }
        long seconds = (System.nanoTime() - begin) / 1_000_000_000L;
        progress.step(
                started
                        ? "server started in " + seconds + " s on " + settings.url()
                        : "server runs on " + settings.url() + builds.age(part));
        return Api.open(instance, settings);
    }

    private void start() {
        Ports.requireFree(settings);
        part.start(options());
        started = true;
    }

    private Look look() {
        if (part.running().isEmpty() && !started) {
            start(); // What was found running had been killed already and was about to end.
        } else if (part.running().isEmpty()) {
            part.startAfresh();
            throw new LauncherException("the server ended while it started (./fettle up tries again); its last words:\n"
                    + part.lastWords());
        }
        return ready() ? Look.finished() : Look.waiting("starting the server");
    }

    private boolean ready() {
        try {
            return Api.open(instance, settings).answers("/api/v1/summary");
        } catch (LauncherException e) {
            return false;
        }
    }

    private List<String> options() {
        return List.of(
                "-Dfettle.bind=" + settings.bind().text(),
                "-Dfettle.public.names=" + String.join(",", settings.bind().publicNames()),
                "-Dfettle.http.port=" + Instance.http(settings.portOffset()),
                "-Dfettle.https.port=" + Instance.https(settings.portOffset()),
                "-Dfettle.notification.port=" + Instance.notification(settings.portOffset()));
    }
}
