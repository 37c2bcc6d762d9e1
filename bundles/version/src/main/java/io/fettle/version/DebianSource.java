package io.fettle.version;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A source package of Debian's, as its security data name it. What boots a computer is signed by Debian and comes from
 * source packages of its own ({@code linux-signed-amd64 6.1.192+2}), while advisories speak of the source that was signed
 * ({@code linux 6.1.192-2}).
 *
 * @param version of the source, not of the binary
 */
public record DebianSource(String name, String version) {
    private static final Pattern LINUX = Pattern.compile("linux-signed(-[0-9][0-9.]*)?-[a-z0-9]+");
    private static final Pattern GRUB = Pattern.compile("grub-efi-[a-z0-9]+-signed");
    private static final Pattern SHIM_HELPERS = Pattern.compile("shim-helpers-[a-z0-9]+-signed");
    private static final String SHIM = "shim-signed";
    /** Depends on the newest kernel and holds nothing of it; its version follows none. */
    private static final String LATEST_KERNEL = "linux-latest";

    /** The sign that takes the place of the hyphen before the Debian revision: the first one that a digit follows. */
    private static final Pattern REVISION = Pattern.compile("\\+(?=[0-9])");
    /** Counts how often the signing was redone before versions followed the signed package. */
    private static final String SIGNING = "1+";

    /**
     * The source that advisories on an installed package are about.
     *
     * @param sourceName of the installed package, its own name where it has no other
     * @param sourceVersion of the installed package, its own where it has no other
     * @param binaryVersion of the installed package itself
     * @return empty where it contains nothing of what advisories speak of
     */
    public static Optional<DebianSource> tracked(String sourceName, String sourceVersion, String binaryVersion) {
        if (sourceName.equals(LATEST_KERNEL)) {
            return Optional.empty();
        }
        Matcher linux = LINUX.matcher(sourceName);
        if (linux.matches()) {
            String series = linux.group(1) == null ? "" : linux.group(1);
            return Optional.of(new DebianSource("linux" + series, withHyphen(sourceVersion)));
        }
        if (GRUB.matcher(sourceName).matches()) {
            return Optional.of(new DebianSource("grub2", withHyphen(withoutSigning(sourceVersion))));
        }
        if (SHIM_HELPERS.matcher(sourceName).matches()) {
            return Optional.of(new DebianSource("shim", withHyphen(withoutSigning(sourceVersion))));
        }
        // 1.44~1+15.8-1: its own version, then the whole version of the shim that it holds.
        if (sourceName.equals(SHIM) && binaryVersion.startsWith(sourceVersion + '+')) {
            return Optional.of(new DebianSource("shim", binaryVersion.substring(sourceVersion.length() + 1)));
        }
        return Optional.of(new DebianSource(sourceName, sourceVersion));
    }

    private static String withoutSigning(String version) {
        return version.startsWith(SIGNING) ? version.substring(SIGNING.length()) : version;
    }

    private static String withHyphen(String version) {
        return REVISION.matcher(version).replaceFirst("-");
    }
}
