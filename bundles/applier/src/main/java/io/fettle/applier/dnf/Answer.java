package io.fettle.applier.dnf;

import io.fettle.api.Reason;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.applier.process.Commands.Ended;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What {@code dnf-order.py} told.
 *
 * @param removed names of packages that would go for no other that comes
 * @param failed why it did not do what it was asked for; empty where it did
 * @param problems of packages' scripts
 * @param beside what packages that are kept side by side provide
 */
record Answer(
        List<OwnRepository> repositories,
        List<String> beside,
        List<PlannedChange> changes,
        List<String> removed,
        List<String> problems,
        Optional<Reason> failed) {
    private static final int MAX_WORDS = 1500;
    private static final String FAILED = "dnf.failed";
    private static final Pattern CODE = Pattern.compile("[a-z][a-z_.]{0,60}");

    Answer {
        repositories = List.copyOf(repositories);
        beside = List.copyOf(beside);
        changes = List.copyOf(changes);
        removed = List.copyOf(removed);
        problems = List.copyOf(problems);
    }

    static Answer of(Ended ended) {
        Reading reading = new Reading();
        ended.output().lines().map(line -> line.split("\t", -1)).forEach(reading::take);
        return reading.answer(ended);
    }

    static String end(String words) {
        String all = words.strip();
        return all.length() > MAX_WORDS ? all.substring(all.length() - MAX_WORDS) : all;
    }

    /** Not thread-safe. */
    private static final class Reading {
        private final Map<String, OwnRepository> repositories = new LinkedHashMap<>();
        private final Map<String, List<ReplacedPackage>> replaced = new LinkedHashMap<>();
        private final List<PlannedChange> changes = new ArrayList<>();
        private final List<String> beside = new ArrayList<>();
        private final List<String> removed = new ArrayList<>();
        private final List<String> problems = new ArrayList<>();
        private Optional<Reason> failed = Optional.empty();
        private boolean ended;

        void take(String[] part) {
            switch (part[0] + ' ' + part.length) {
                case "repository 4" ->
                    repositories.put(part[1], new OwnRepository(part[1], part[2].equals("1"), !part[3].isEmpty()));
                case "repository-place 3" -> repositories.computeIfPresent(part[1], (id, its) -> its.at(part[2]));
                case "repository-key 3" -> repositories.computeIfPresent(part[1], (id, its) -> its.by(part[2]));
                case "beside 2" -> beside.add(part[1]);
                case "change 5" ->
                    changes.add(new PlannedChange(
                            part[1], part[2], Optional.of(part[3]).filter(from -> !from.isEmpty()), part[4]));
                case "replaces 6" ->
                    replaced.computeIfAbsent(part[1] + ' ' + part[2], key -> new ArrayList<>())
                            .add(new ReplacedPackage(part[3], part[4], part[5]));
                case "removes 4" -> removed.add(part[1] + '-' + part[3] + '.' + part[2]);
                case "problem 2" -> problems.add(part[1]);
                case "failed 3" -> failed = Optional.of(Reason.of(code(part[1]), "words", end(part[2])));
                case "end 1" -> ended = true;
                default -> {}
            }
        }

        /** Plug-ins of dnf may write to where the program tells. */
        private static String code(String told) {
            return CODE.matcher(told).matches() ? told : FAILED;
        }

        Answer answer(Ended program) {
            if (failed.isEmpty() && (!ended || program.status() != 0)) {
                failed = Optional.of(Reason.of(FAILED, "words", end(program.errors())));
            }
            List<PlannedChange> whole = changes.stream()
                    .map(c -> new PlannedChange(
                            c.name(),
                            c.arch(),
                            c.from(),
                            c.to(),
                            replaced.getOrDefault(c.name() + ' ' + c.arch(), List.of())))
                    .toList();
            return new Answer(List.copyOf(repositories.values()), beside, whole, removed, problems, failed);
        }
    }
}
