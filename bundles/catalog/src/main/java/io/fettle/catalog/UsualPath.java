package io.fettle.catalog;

/** Most archives name a file {@code name_version_arch.deb}; then only its directory has to be kept. */
final class UsualPath {
    private UsualPath() {}

    static String shorten(String path, String name, String version, String arch) {
        String file = file(name, version, arch);
        return path.endsWith("/" + file) ? path.substring(0, path.length() - file.length()) : path;
    }

    static String expand(String kept, String name, String version, String arch) {
        return kept.endsWith("/") ? kept + file(name, version, arch) : kept;
    }

    private static String file(String name, String version, String arch) {
        String withoutEpoch = version.substring(version.indexOf(':') + 1);
        return name + '_' + withoutEpoch + '_' + arch + ".deb";
    }
}
