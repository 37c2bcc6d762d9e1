package io.fettle.api.inventory;

import java.util.List;

/**
 * One enabled rpm repository of a computer, its variables replaced.
 *
 * @param id the section of its {@code .repo} file, for example {@code baseos}
 * @param baseUrls without user information, each ends with a slash
 * @param mirrors uri of its metalink or list of mirrors, without user information; empty where it has none
 * @param priority the lower the better
 * @param moduleHotfixes whether its packages are taken in spite of modules
 * @param packagesSigned {@code gpgcheck}
 * @param metadataSigned {@code repo_gpgcheck}
 * @param excludes patterns of packages that are not taken from it
 * @param includes patterns of the only packages that are taken from it; empty for all
 */
public record RpmRepository(
        String id,
        List<String> baseUrls,
        String mirrors,
        int priority,
        boolean moduleHotfixes,
        boolean packagesSigned,
        boolean metadataSigned,
        List<String> excludes,
        List<String> includes) {
    /** dnf's, where nobody said. */
    public static final int USUAL_PRIORITY = 99;

    public RpmRepository {
        baseUrls = List.copyOf(baseUrls);
        excludes = List.copyOf(excludes);
        includes = List.copyOf(includes);
    }
}
