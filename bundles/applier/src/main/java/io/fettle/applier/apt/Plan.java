package io.fettle.applier.apt;

import io.fettle.api.inventory.PlannedChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a run of {@code apt-get -s} said it would do.
 *
 * @param removed names of packages that would go
 */
record Plan(List<PlannedChange> changes, List<String> removed) {
    private static final Pattern INST =
            Pattern.compile("Inst (\\S+) (?:\\[(\\S+)] )?\\((\\S+) (?:.* )?\\[([a-z0-9-]+)]\\).*");
    private static final Pattern REMV = Pattern.compile("(?:Remv|Purg) (\\S+).*");

    private static final int MAX_WORDS = 300;

    Plan {
        changes = List.copyOf(changes);
        removed = List.copyOf(removed);
    }

    /** @throws IllegalArgumentException for a change that cannot be read: then it is not known what apt would do */
    static Plan parse(String output) {
        List<PlannedChange> changes = new ArrayList<>();
        List<String> removed = new ArrayList<>();
        for (String line : output.lines().toList()) {
            Matcher inst = INST.matcher(line);
            Matcher removal = REMV.matcher(line);
            if (inst.matches()) {
                changes.add(new PlannedChange(
                        withoutArch(inst.group(1)), inst.group(4), Optional.ofNullable(inst.group(2)), inst.group(3)));
            } else if (removal.matches()) {
                removed.add(removal.group(1));
            } else if (line.startsWith("Inst ")) {
                throw new IllegalArgumentException(line.substring(0, Math.min(line.length(), MAX_WORDS)));
            }
        }
        return new Plan(changes, removed);
    }

    private static String withoutArch(String name) {
        int colon = name.indexOf(':');
        return colon < 0 ? name : name.substring(0, colon);
    }
}
