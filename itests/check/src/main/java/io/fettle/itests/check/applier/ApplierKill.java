package io.fettle.itests.check.applier;

import io.fettle.api.deployment.TaskState;
import io.fettle.itests.check.run.Attempt;
import io.fettle.itests.check.run.BrokenPromiseException;
import io.fettle.itests.check.run.Check;
import io.fettle.itests.lab.Requirements;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The shipped applier upgrades a real Debian in a directory and is killed, or dpkg below it; what comes next has to heal
 * that. Needs root on Debian or Ubuntu.
 */
public final class ApplierKill implements Check {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final long LOOK_NANOS = Duration.ofMillis(1).toNanos();
    /** The watch gives up after so many. */
    private static final int TRIES = 5;

    @Override
    public String name() {
        return "applier-kill";
    }

    @Override
    public String about() {
        return "applier or dpkg die in the middle of an upgrade; the next run heals it (root, Debian)";
    }

    @Override
    public Optional<String> leftOut() {
        List<String> missing = Requirements.missing();
        return missing.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", missing));
    }

    @Override
    public String run(Attempt attempt) throws Exception {
        Blow blow = Blow.draw(attempt, Tracer.available());
        attempt.note("making a Debian");
        ManagedDebian computer = new ManagedDebian(attempt);
        try {
            computer.addApplier();
            computer.installOldVersions();
            TreeSet<String> auto = computer.marks("showauto");
            TreeSet<String> manual = computer.marks("showmanual");
            computer.handOver();
            attempt.note(blow.words());
            String hit = blow.call().isPresent() ? dealAtCall(blow, computer) : dealInTime(blow, computer);
            String found = computer.root().run("dpkg", "--audit").isBlank() ? "dpkg well" : "dpkg unwell";
            int lines = computer.scriptLines();
            int runs = heal(computer);
            auto.add(Debs.ADDED);
            require(computer, auto, manual);
            return String.format("%s: %s, %s after %d lines, %d more run(s)", blow.words(), hit, found, lines, runs);
        } finally {
            computer.root().inhabitants().forEach(ProcessHandle::destroyForcibly);
        }
    }

    private static String dealAtCall(Blow blow, ManagedDebian computer) throws IOException, InterruptedException {
        Tracer tracer = Tracer.in(computer.root());
        String call = blow.call().orElseThrow();
        if (blow.victim() == Blow.Victim.DPKG) {
            tracer.aimAtDpkg(call, blow.count(), blow.run());
            end(start(computer, computer.applier()));
        } else {
            end(start(computer, tracer.around(call, blow.count(), computer.applier())));
        }
        return tracer.hit() ? "died" : "did not get so far";
    }

    private static String dealInTime(Blow blow, ManagedDebian computer) throws IOException, InterruptedException {
        Process applier = start(computer, computer.applier());
        boolean began = false;
        while (applier.isAlive() && !(began && computer.scriptLines() >= blow.count())) {
            LockSupport.parkNanos(LOOK_NANOS);
            began = began || dpkg(computer).findAny().isPresent();
        }
        LockSupport.parkNanos(blow.micros() * 1000L);
        int dead = kill(blow.victim(), applier, computer);
        end(applier);
        return dead + " process(es) died";
    }

    /** @return how many were there to die */
    private static int kill(Blow.Victim victim, Process applier, ManagedDebian computer) {
        List<ProcessHandle> hit =
                switch (victim) {
                    case EVERYTHING -> computer.root().inhabitants();
                    case APPLIER -> applier.isAlive() ? List.of(applier.toHandle()) : List.<ProcessHandle>of();
                    case DPKG ->
                        dpkg(computer)
                                .flatMap(p -> Stream.concat(Stream.of(p), p.descendants()))
                                .toList();
                };
        int dead = 0;
        while (!hit.isEmpty()) {
            dead += hit.size();
            hit.forEach(ProcessHandle::destroyForcibly);
            LockSupport.parkNanos(LOOK_NANOS);
            // Who was being born meanwhile.
            hit = victim == Blow.Victim.EVERYTHING ? computer.root().inhabitants() : List.of();
        }
        return dead;
    }

    private static Stream<ProcessHandle> dpkg(ManagedDebian computer) {
        return computer.root().inhabitants().stream()
                .filter(p -> p.info().command().orElse("").endsWith("/dpkg"))
                .filter(p -> p.info().commandLine().orElse("").contains("--unpack")
                        || p.info().commandLine().orElse("").contains("--configure"));
    }

    /** As the watch does: again, until the end was told. */
    private static int heal(ManagedDebian computer) throws IOException, InterruptedException {
        for (int run = 1; run <= TRIES; run++) {
            if (end(start(computer, computer.applier())) == 0) {
                return run;
            }
        }
        throw new BrokenPromiseException("the applier does not come to an end in " + TRIES + " runs: " + log(computer));
    }

    private static void require(ManagedDebian computer, TreeSet<String> auto, TreeSet<String> manual)
            throws IOException, InterruptedException {
        List<String> wrong = new ArrayList<>(computer.leftovers());
        List<TaskState> states = computer.reports().stream()
                .map(report -> report.state().orElseThrow())
                .toList();
        if (states.stream().filter(s -> !s.open()).count() != 1
                || states.indexOf(TaskState.SUCCEEDED) != states.size() - 1) {
            wrong.add("the order's outcomes are " + computer.reports());
        }
        String audit = computer.root().run("dpkg", "--audit");
        if (!audit.isBlank()) {
            wrong.add("dpkg is not well: " + audit.strip());
        }
        List<String> versions = computer.root()
                .run("dpkg-query", "-W", "-f", "${Package}=${Version} ${Status}\\n", "check-*")
                .lines()
                .sorted()
                .toList();
        List<String> ordered = List.of(
                Debs.APP + '=' + Debs.NEW + " install ok installed",
                Debs.LIBRARY + '=' + Debs.NEW + " install ok installed",
                Debs.ADDED + '=' + Debs.OLD + " install ok installed",
                Debs.TRIGGERED + '=' + Debs.NEW + " install ok installed");
        if (!versions.equals(ordered)) {
            wrong.add("installed is " + versions);
        }
        if (!computer.marks("showauto").equals(auto)
                || !computer.marks("showmanual").equals(manual)) {
            wrong.add("marks changed: automatic are " + computer.marks("showauto") + ", not " + auto);
        }
        byte[] result = computer.result();
        if (end(start(computer, computer.applier())) != 0 || !Arrays.equals(computer.result(), result)) {
            wrong.add("asked once more, the applier tells something else: " + computer.reports());
        }
        BrokenPromiseException.require(wrong.isEmpty(), String.join("; ", wrong) + " " + log(computer));
    }

    private static Process start(ManagedDebian computer, List<String> inside) throws IOException {
        return new ProcessBuilder(computer.root().command(inside))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        computer.root().path("applier.log").toFile()))
                .start();
    }

    private static int end(Process process) throws IOException, InterruptedException {
        if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("The applier did not end within " + LIMIT.toMinutes() + " minutes");
        }
        return process.exitValue();
    }

    private static String log(ManagedDebian computer) throws IOException {
        return "(its log: "
                + Files.readString(computer.root().path("applier.log")).strip() + ")";
    }
}
