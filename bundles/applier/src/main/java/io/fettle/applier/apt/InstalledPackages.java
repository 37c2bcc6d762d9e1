package io.fettle.applier.apt;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.applier.ApplierError;
import io.fettle.applier.PackageSystem;
import io.fettle.applier.process.Commands.Ended;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What dpkg says is on the computer, as of one moment. */
public final class InstalledPackages implements PackageSystem.Installed {
    private static final int MAX_WORDS = 300;
    private static final String ALL = "all";

    private final List<Item> items;

    private InstalledPackages(List<Item> items) {
        this.items = List.copyOf(items);
    }

    /** @param status for example {@code install ok installed} */
    private record Item(String name, String arch, String version, String status) {
        boolean whole() {
            return status.endsWith(" ok installed");
        }

        boolean gone() {
            return status.endsWith(" ok not-installed") || status.endsWith(" ok config-files");
        }
    }

    static InstalledPackages parse(Ended ended) {
        List<Item> items = new ArrayList<>();
        for (String line : ended.output().lines().toList()) {
            String[] parts = line.split("\t", -1);
            if (parts.length != 4) {
                throw new FettleException(
                        ApplierError.COMMAND_FAILED,
                        "dpkg-query said what cannot be read: "
                                + line.substring(0, Math.min(line.length(), MAX_WORDS)));
            }
            items.add(new Item(parts[0], parts[1], parts[2], parts[3]));
        }
        return new InstalledPackages(items);
    }

    /** The version that is there, whole or not; a package that changed from or to "all" is the same one. */
    @Override
    public Optional<String> version(Step step) {
        return items.stream()
                .filter(item -> is(item, step) && !item.gone())
                .map(Item::version)
                .findFirst();
    }

    /** Whether the step is done, and done well. */
    @Override
    public boolean done(Step step) {
        return items.stream()
                .anyMatch(item -> is(item, step)
                        && item.arch().equals(step.arch())
                        && item.version().equals(step.to())
                        && item.whole());
    }

    /** Whether the step's package is there but not whole. */
    boolean broken(Step step) {
        return items.stream().anyMatch(item -> is(item, step) && !item.whole() && !item.gone());
    }

    private static boolean is(Item item, Step step) {
        return item.name().equals(step.name())
                && (item.arch().equals(step.arch())
                        || item.arch().equals(ALL)
                        || step.arch().equals(ALL));
    }
}
