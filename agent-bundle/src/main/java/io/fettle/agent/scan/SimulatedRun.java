package io.fettle.agent.scan;

import io.fettle.api.inventory.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run of {@code apt-get -s} said it would do.
 *
 * @param removed names of packages that would go
 * @param keptBack names as apt prints them, with an architecture where it is not the native one
 * @param phased upgrades that the vendor hands out bit by bit and that are not this computer's turn yet
 */
public record SimulatedRun(
        List<PlannedChange> changes, List<String> removed, List<String> keptBack, List<String> phased) {
    private static final Pattern INST =
            Pattern.compile("Inst (\\S+) (?:\\[(\\S+)] )?\\((\\S+) (?:.* )?\\[([a-z0-9-]+)]\\).*");
    private static final Pattern REMV = Pattern.compile("(?:Remv|Purg) (\\S+).*");

    public SimulatedRun {
        changes = List.copyOf(changes);
        removed = List.copyOf(removed);
        keptBack = List.copyOf(keptBack);
        phased = List.copyOf(phased);
    }

    /** Lines that are neither a change nor in one of the two lists mean nothing here. */
    public static SimulatedRun parse(String output) {
        List<PlannedChange> changes = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        List<String> keptBack = new ArrayList<>();
        List<String> phased = new ArrayList<>();
        List<String> section = new ArrayList<>();
        for (String line : output.lines().toList()) {
            if (line.isEmpty()) {
                section = new ArrayList<>();
                continue;
            }
            Matcher inst = INST.matcher(line);
            Matcher removal = REMV.matcher(line);
            if (line.startsWith("  ")) {
                section.addAll(List.of(line.strip().split("\\s+")));
            } else if (inst.matches()) {
                changes.add(new PlannedChange(
                        withoutArch(inst.group(1)), inst.group(4), Optional.ofNullable(inst.group(2)), inst.group(3)));
            } else if (removal.matches()) {
                removed.add(withoutArch(removal.group(1)));
            } else {
                String heading = line.toLowerCase(Locale.ROOT);
                section = heading.contains("kept back")
                        ? keptBack
                        : heading.contains("deferred due to phasing") ? phased : new ArrayList<>();
            }
        }
        return new SimulatedRun(changes, removed, keptBack, phased);
    }

    private static String withoutArch(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
