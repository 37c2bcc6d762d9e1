package io.fettle.api.inventory;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/**
 * An installed package that goes because another one comes: that one obsoletes it, or is a newer one of those side by side
 * of which the computer's owner keeps only so many. An earlier version of the one that comes is none.
 */
public record ReplacedPackage(String name, String arch, String version) {
    private static final Comparator<ReplacedPackage> ORDER = Comparator.comparing(ReplacedPackage::name)
            .thenComparing(ReplacedPackage::arch)
            .thenComparing(ReplacedPackage::version);

    /** In the one order in which lists of them are equal. */
    public static List<ReplacedPackage> sorted(Collection<ReplacedPackage> some) {
        return some.stream().sorted(ORDER).toList();
    }
}
