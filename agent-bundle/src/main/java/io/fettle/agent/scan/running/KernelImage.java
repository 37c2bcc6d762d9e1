package io.fettle.agent.scan.running;

import io.fettle.api.inventory.InstalledPackage;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A kernel that a package installs: {@code linux-image-6.1.0-18-cloud-amd64} holds the release {@code
 * 6.1.0-18-cloud-amd64} of the flavour {@code cloud-amd64}.
 *
 * @param version of the package
 */
record KernelImage(String release, String flavour, String version) {
    private static final Pattern PACKAGE =
            Pattern.compile("linux-image-(?:unsigned-)?([0-9].*?)(?:-unsigned)?", Pattern.DOTALL);
    /** Upstream's version, with what the distribution appends to it, or with an ABI behind a dash; then the flavour. */
    private static final Pattern RELEASE = Pattern.compile(
            "(?:[0-9][0-9.]*\\+[A-Za-z0-9.]+|[0-9][0-9.]*(?:-(?:rc[0-9]+|trunk|[0-9][A-Za-z0-9.~+]*))?)-([A-Za-z0-9].*)");

    static Optional<KernelImage> of(InstalledPackage installed) {
        Matcher name = PACKAGE.matcher(installed.item().name());
        if (!name.matches()) {
            return Optional.empty();
        }
        String release = name.group(1);
        return flavour(release)
                .map(flavour ->
                        new KernelImage(release, flavour, installed.item().version()));
    }

    private static Optional<String> flavour(String release) {
        Matcher parts = RELEASE.matcher(release);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }
}
