package io.fettle.agent.scan;

import java.util.regex.Pattern;

/** What may be given to apt as a package, an architecture or a version: nothing that could be an option or a path. */
public final class PackageNames {
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,199}(:[a-z0-9][a-z0-9-]{0,39})?");
    private static final Pattern PLAIN_NAME = Pattern.compile("[a-z0-9][a-z0-9+.-]{1,199}");
    private static final Pattern ARCH = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9.+~:-]{0,199}");

    private PackageNames() {}

    /** With or without an architecture. */
    public static boolean isName(String name) {
        return NAME.matcher(name).matches();
    }

    public static boolean isPlainName(String name) {
        return PLAIN_NAME.matcher(name).matches();
    }

    public static boolean isArch(String arch) {
        return ARCH.matcher(arch).matches();
    }

    public static boolean isVersion(String version) {
        return VERSION.matcher(version).matches();
    }
}
