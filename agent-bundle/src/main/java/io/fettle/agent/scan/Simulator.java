package io.fettle.agent.scan;

import io.fettle.agent.hand.Commands.Ended;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.KeptBack;
import io.fettle.api.inventory.Simulation;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks apt what it would upgrade now, and why it would not upgrade the rest. */
final class Simulator {
    private static final List<String> UPGRADE = List.of("upgrade", "--with-new-pkgs", "--no-remove");
    private static final int MAX_QUESTIONS = 30;
    private static final Duration QUESTIONS_LIMIT = Duration.ofSeconds(90);
    private static final int MAX_WORDS = 500;
    private static final String UNMET = "unmet dependencies:";

    private final Apt apt;
    private final Clock clock;

    Simulator(Apt apt, Clock clock) {
        this.apt = apt;
        this.clock = clock;
    }

    /** @throws FettleException where apt itself fails, for example over broken dependencies */
    Simulation run(Lists.Filled lists, List<InstalledPackage> installed, String nativeArch) {
        Ended<String> ended = apt.simulate(lists.path(), UPGRADE);
        if (ended.status() != 0) {
            throw new FettleException(ScanError.APT_FAILED, "apt's dry run failed: " + ended.errors());
        }
        SimulatedRun run = SimulatedRun.parse(ended.output());
        List<KeptBack> keptBack = new ArrayList<>();
        Set<String> held = installed.stream()
                .filter(InstalledPackage::held)
                .map(p -> p.item().name() + ':' + p.item().arch())
                .collect(Collectors.toSet());
        Set<String> phased = new HashSet<>(run.phased());
        Instant questionsEnd = clock.instant().plus(QUESTIONS_LIMIT);
        int questions = 0;
        for (String name : distinct(run)) {
            String arch = archOf(name, installed, nativeArch);
            String plain = name.split(":", 2)[0];
            Reason reason;
            if (held.contains(plain + ':' + arch)) {
                reason = Reason.of("apt.held");
            } else if (phased.contains(name)) {
                reason = Reason.of("apt.phased");
            } else if (questions < MAX_QUESTIONS && clock.instant().isBefore(questionsEnd)) {
                questions++;
                reason = ask(lists.path(), name);
            } else {
                reason = Reason.of("apt.kept_back");
            }
            keptBack.add(new KeptBack(plain, arch, reason));
        }
        return new Simulation(clock.instant(), lists.basis(), run.changes(), keptBack);
    }

    private static List<String> distinct(SimulatedRun run) {
        List<String> names = new ArrayList<>(run.keptBack());
        names.addAll(run.phased());
        return names.stream().distinct().filter(PackageNames::isName).toList();
    }

    private Reason ask(Path lists, String name) {
        try {
            Ended<String> ended = apt.simulate(lists, List.of("install", "--no-remove", "--", name));
            return words(ended)
                    .map(words -> Reason.of("apt.kept_back", "words", words))
                    .orElse(Reason.of("apt.kept_back"));
        } catch (FettleException e) {
            return Reason.of("apt.kept_back");
        }
    }

    /** The part of apt's output that tells what is in the way, else its errors. */
    private static Optional<String> words(Ended<String> ended) {
        int unmet = ended.output().indexOf(UNMET);
        String told = unmet >= 0 ? ended.output().substring(unmet + UNMET.length()) : "";
        String errors = ended.errors()
                .lines()
                .filter(line -> line.startsWith("E:"))
                .map(line -> line.substring(2).strip())
                .collect(Collectors.joining(" "));
        String words = (told.isBlank() ? errors : told).strip().replaceAll("\\s+", " ");
        return words.isEmpty() ? Optional.empty() : Optional.of(TextFiles.cut(words, MAX_WORDS));
    }

    private static String archOf(String name, List<InstalledPackage> installed, String nativeArch) {
        int colon = name.indexOf(':');
        if (colon >= 0) {
            return name.substring(colon + 1);
        }
        List<String> architectures = installed.stream()
                .map(InstalledPackage::item)
                .filter(item -> item.name().equals(name))
                .map(item -> item.arch())
                .toList();
        return architectures.contains(nativeArch) || architectures.isEmpty() ? nativeArch : architectures.get(0);
    }
}
