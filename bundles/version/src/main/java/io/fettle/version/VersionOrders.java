package io.fettle.version;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The known orders by ecosystem. An ecosystem is named by its package URL type ({@code deb}, {@code rpm}, {@code apk}),
 * the same name that an installed item carries.
 */
public final class VersionOrders {

    /** Ecosystem name of Debian packages and everything that dpkg installs. */
    public static final String DEB = "deb";

    private static final Map<String, VersionOrder> BY_ECOSYSTEM = Map.of(DEB, DpkgVersionOrder.INSTANCE);

    private VersionOrders() {}

    /** The order of an ecosystem, or empty when its versions can only be told apart, not ordered. */
    public static Optional<VersionOrder> find(String ecosystem) {
        return Optional.ofNullable(BY_ECOSYSTEM.get(ecosystem));
    }

    /** Names for which {@link #find} has an answer. */
    public static Set<String> ecosystems() {
        return BY_ECOSYSTEM.keySet();
    }
}
