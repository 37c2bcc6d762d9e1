package io.fettle.applier.dnf;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.applier.ApplierError;
import io.fettle.applier.PackageSystem;
import io.fettle.version.RpmVersionOrder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What rpm says is on the computer, as of one moment. */
final class InstalledRpms implements PackageSystem.Installed {
    private static final String NOARCH = "noarch";
    /** Not software: keys that rpm trusts. */
    private static final String KEYS = "gpg-pubkey";

    private final List<Item> items;

    private InstalledRpms(List<Item> items) {
        this.items = List.copyOf(items);
    }

    private record Item(String name, String version, String arch) {}

    /** @param output lines of {@link Rpm#IDENTITY} */
    static InstalledRpms parse(String output) {
        List<Item> items = new ArrayList<>();
        for (String line : output.lines().toList()) {
            String[] parts = line.split("\t", -1);
            if (parts.length != 3) {
                throw new FettleException(
                        ApplierError.COMMAND_FAILED, "rpm said what cannot be read: " + Answer.end(line));
            }
            if (!parts[0].equals(KEYS)) {
                items.add(new Item(parts[0], evr(parts[1]), parts[2]));
            }
        }
        return new InstalledRpms(items);
    }

    /** An epoch of 0 is none. */
    static String evr(String told) {
        return told.startsWith("0:") ? told.substring(2) : told;
    }

    @Override
    public Optional<String> version(Step step) {
        return items.stream().filter(item -> is(item, step)).map(Item::version).max(RpmVersionOrder.INSTANCE::compare);
    }

    @Override
    public boolean done(Step step) {
        return has(step) && step.replaces().stream().noneMatch(this::has);
    }

    /** Whether the very package of a step is there. */
    boolean has(Step step) {
        return items.contains(new Item(step.name(), step.to(), step.arch()));
    }

    private boolean has(ReplacedPackage gone) {
        return items.contains(new Item(gone.name(), gone.version(), gone.arch()));
    }

    /** Names of packages that are there more than once for one architecture. */
    List<String> several() {
        Map<String, Integer> counts = new HashMap<>();
        items.forEach(item -> counts.merge(item.name() + '\t' + item.arch(), 1, Integer::sum));
        return counts.entrySet().stream()
                .filter(count -> count.getValue() > 1)
                .map(count -> count.getKey().substring(0, count.getKey().indexOf('\t')))
                .distinct()
                .sorted()
                .toList();
    }

    private static boolean is(Item item, Step step) {
        return item.name().equals(step.name())
                && (item.arch().equals(step.arch())
                        || item.arch().equals(NOARCH)
                        || step.arch().equals(NOARCH));
    }
}
