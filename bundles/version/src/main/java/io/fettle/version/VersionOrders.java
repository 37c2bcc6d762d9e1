package io.fettle.version;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The known orders by ecosystem. An ecosystem is named by its package URL type ({@code deb}, {@code rpm}, {@code apk}),
 * the same name that an installed item carries; {@code semver} and {@code windows} name an order that several share.
 */
public final class VersionOrders {

    /** Ecosystem name of Debian packages and everything that dpkg installs. */
    public static final String DEB = "deb";

    /** Ecosystem name of RPM packages, whichever tool installs them. */
    public static final String RPM = "rpm";

    /** Ecosystem name of Alpine packages. */
    public static final String APK = "apk";

    /** Name of the order that ecosystems with semantic versions share. */
    public static final String SEMVER = "semver";

    /** Name of the order of Windows builds and file versions. */
    public static final String WINDOWS = "windows";

    private static final Map<String, VersionOrder> BY_ECOSYSTEM = Map.of(
            DEB, DpkgVersionOrder.INSTANCE,
            RPM, RpmVersionOrder.INSTANCE,
            APK, ApkVersionOrder.INSTANCE,
            SEMVER, SemanticVersionOrder.INSTANCE,
            WINDOWS, WindowsVersionOrder.INSTANCE);

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
