package io.fettle.catalog;

/** Most archives name a file {@code name_version_arch.deb} or {@code name-version-release.arch.rpm}; then only its directory has to be kept. */
final class UsualPath {
    private static final String RPM = "rpm";

    private UsualPath() {}

    static String shorten(String ecosystem, String path, String name, String version, String arch) {
        String file = file(ecosystem, name, version, arch);
        return path.endsWith("/" + file) ? path.substring(0, path.length() - file.length()) : path;
    }

    static String expand(String ecosystem, String kept, String name, String version, String arch) {
        return kept.endsWith("/") ? kept + file(ecosystem, name, version, arch) : kept;
    }

    private static String file(String ecosystem, String name, String version, String arch) {
        String withoutEpoch = version.substring(version.indexOf(':') + 1);
        if (ecosystem.equals(RPM)) {
            return name + '-' + withoutEpoch + '.' + arch + ".rpm";
        }
        return name + '_' + withoutEpoch + '_' + arch + ".deb";
    }
}
