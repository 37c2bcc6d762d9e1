package io.fettle.source.rpm;

/**
 * What a package was built from.
 *
 * @param version {@code version-release}; the name of a source package's file has no epoch
 */
record SourceName(String name, String version) {
    /** @param file such as {@code bash-5.1-2.src.rpm}; where it is none, the package stands for its own source */
    static SourceName of(String file, Nevra otherwise) {
        int end = file.endsWith(".nosrc.rpm")
                ? file.length() - ".nosrc.rpm".length()
                : file.length() - ".src.rpm".length();
        int release = end > 0 && file.endsWith("src.rpm") ? file.lastIndexOf('-', end - 1) : -1;
        int version = release > 0 ? file.lastIndexOf('-', release - 1) : -1;
        boolean formed = version > 0
                && Forms.isName(file.substring(0, version))
                && Forms.isVersion(file.substring(version + 1, release))
                && Forms.isVersion(file.substring(release + 1, end));
        return formed
                ? new SourceName(file.substring(0, version), file.substring(version + 1, end))
                : new SourceName(otherwise.name(), otherwise.version() + '-' + otherwise.release());
    }
}
