package io.fettle.assessment.apt;

import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.PinRule;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * apt's policy on computers of one setup, as in apt_preferences(5) and apt's pkgPolicy: the first specific pin that takes
 * a version decides; else the best file that holds it does, each file having the priority of the first general pin that
 * takes it, the target release before all others. Immutable.
 */
final class Policy {
    private static final int TARGET_RELEASE = 990;
    private static final String GENERAL = "*";

    private final List<Pin> specific;
    private final Map<IndexFile, Integer> filePriorities;
    private final List<PinRule> ignored;

    private Policy(List<Pin> specific, Map<IndexFile, Integer> filePriorities, List<PinRule> ignored) {
        this.specific = specific;
        this.filePriorities = filePriorities;
        this.ignored = ignored;
    }

    static Policy of(AptSetup setup, Iterable<IndexFile> files) {
        List<Pin> specific = new ArrayList<>();
        List<General> general = new ArrayList<>();
        List<PinRule> ignored = new ArrayList<>();
        setup.defaultRelease()
                .flatMap(release -> PinMatch.of("release", release))
                .ifPresent(match -> general.add(new General(match, TARGET_RELEASE)));
        for (PinRule rule : setup.pins()) {
            boolean isGeneral = rule.packages().equals(List.of(GENERAL));
            Optional<PinMatch> match = PinMatch.of(rule.kind(), rule.expression());
            if (match.isEmpty()
                    || rule.priority() == 0
                    || (isGeneral && rule.kind().equalsIgnoreCase("version"))) {
                ignored.add(rule);
            } else if (isGeneral) {
                general.add(new General(match.get(), rule.priority()));
            } else {
                List<PackagePattern> patterns = new ArrayList<>();
                rule.packages().forEach(text -> PackagePattern.of(text).ifPresent(patterns::add));
                if (patterns.size() < rule.packages().size()) {
                    ignored.add(rule);
                }
                specific.add(new Pin(rule, patterns, match.get()));
            }
        }
        // By identity: a file is the same object for all versions that it holds, and its fields are many.
        Map<IndexFile, Integer> priorities = new IdentityHashMap<>();
        files.forEach(file -> priorities.put(file, priority(file, general)));
        priorities.put(IndexFile.STATUS, priority(IndexFile.STATUS, general));
        return new Policy(specific, priorities, ignored);
    }

    private static int priority(IndexFile file, List<General> general) {
        for (General pin : general) {
            if (pin.match.takes(file)) {
                return pin.priority;
            }
        }
        return file.priority();
    }

    /** Pins that have no effect, wholly or in part, because they cannot be understood. */
    List<PinRule> ignored() {
        return ignored;
    }

    int priority(IndexFile file) {
        Integer known = filePriorities.get(file);
        return known == null ? file.priority() : known;
    }

    Optional<Pin> pinOf(PackageKey key, OfferedVersion version) {
        for (Pin pin : specific) {
            if (pin.takes(key, version)) {
                return Optional.of(pin);
            }
        }
        return Optional.empty();
    }

    int priority(PackageKey key, OfferedVersion version) {
        Optional<Pin> pin = pinOf(key, version);
        if (pin.isPresent()) {
            int priority = pin.get().rule().priority();
            if (priority == Pin.NEVER || version.files().stream().anyMatch(file -> priority(file) != Pin.NEVER)) {
                return priority;
            }
        }
        int highest = Integer.MIN_VALUE;
        for (IndexFile file : version.files()) {
            highest = Math.max(highest, priority(file));
        }
        return highest == Integer.MIN_VALUE ? 0 : highest;
    }

    private record General(PinMatch match, int priority) {}
}
