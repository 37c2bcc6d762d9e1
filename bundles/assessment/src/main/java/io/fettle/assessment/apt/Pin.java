package io.fettle.assessment.apt;

import io.fettle.api.inventory.PinRule;
import java.util.List;

/** A pin for named packages, ready to be used. Immutable. */
public record Pin(PinRule rule, List<PackagePattern> packages, PinMatch match) {
    /** apt's {@code Pin-Priority: never}. */
    static final int NEVER = Short.MIN_VALUE;

    boolean takes(PackageKey key, OfferedVersion version) {
        return packages.stream().anyMatch(pattern -> pattern.takes(key, version)) && match.takes(version);
    }
}
