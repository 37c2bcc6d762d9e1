package io.fettle.demo;

import io.fettle.api.inventory.SoftwareItem;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What became of one package during the last half year. Ages are days before now, whenever now is, so that a demo is as
 * fresh next year. Immutable.
 */
final class PackageHistory {
    private static final int HALF_YEAR = 180;
    private static final int BEFORE_ALL = Integer.MAX_VALUE;
    private static final String DEB = "deb";

    private final KnownPackage known;
    private final List<Step> steps;

    private PackageHistory(KnownPackage known, List<Step> steps) {
        this.known = known;
        this.steps = List.copyOf(steps);
    }

    /** Packages of one source are built together, so they share their steps. */
    static PackageHistory of(KnownPackage known, Distribution distribution, long seed) {
        Chance chance = Chance.of(seed, "history", distribution.osId, known.source());
        boolean revised = chance.happens(7);
        int fixes = chance.happens(13) ? chance.between(1, 3) : 0;
        List<Integer> ages = new ArrayList<>();
        for (int i = 0; i < fixes + (revised ? 1 : 0); i++) {
            ages.add(chance.between(0, HALF_YEAR));
        }
        ages.sort((a, b) -> b - a);
        String version = distribution.version(known.version());
        List<Step> steps = new ArrayList<>();
        String name = distribution.packageName(known.name());
        if (revised) {
            steps.add(new Step(BEFORE_ALL, false, item(known, name, version + "~demo1")));
            steps.add(new Step(ages.remove(0), false, item(known, name, version)));
        } else {
            steps.add(new Step(BEFORE_ALL, false, item(known, name, version)));
        }
        for (int i = 0; i < fixes; i++) {
            steps.add(new Step(ages.get(i), true, item(known, name, version + distribution.updateMark(i + 1))));
        }
        return new PackageHistory(known, steps);
    }

    private static SoftwareItem item(KnownPackage known, String name, String version) {
        return new SoftwareItem(DEB, name, version, known.arch(), known.source(), version, known.multiArch());
    }

    KnownPackage known() {
        return known;
    }

    /** What the main suite offers. */
    SoftwareItem released() {
        SoftwareItem newest = steps.get(0).item();
        for (Step step : steps) {
            newest = step.security() ? newest : step.item();
        }
        return newest;
    }

    /** What the security suite offers. */
    Optional<SoftwareItem> fixed() {
        return Optional.of(newest()).filter(step -> step.security()).map(Step::item);
    }

    SoftwareItem current() {
        return newest().item();
    }

    /** What a computer has that was brought up to date this many days ago. */
    SoftwareItem asOf(int daysAgo) {
        SoftwareItem last = steps.get(0).item();
        for (Step step : steps) {
            last = step.daysAgo() >= daysAgo ? step.item() : last;
        }
        return last;
    }

    /** Whether this version is older than what the main suite offers. */
    boolean precedesRelease(SoftwareItem installed) {
        return positionOf(installed) < positionOf(released());
    }

    private int positionOf(SoftwareItem item) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).item().equals(item)) {
                return i;
            }
        }
        throw new IllegalArgumentException(item.name() + " never had version " + item.version());
    }

    private Step newest() {
        return steps.get(steps.size() - 1);
    }

    private record Step(int daysAgo, boolean security, SoftwareItem item) {}
}
