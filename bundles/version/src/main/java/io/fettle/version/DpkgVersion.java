package io.fettle.version;

import java.util.Optional;

/**
 * A dpkg version taken apart: {@code [epoch:]upstream[-revision]}.
 *
 * @param epoch 0 when absent
 * @param upstream never empty; may contain colons only after an epoch and hyphens only before a revision
 * @param revision empty when absent (a native package), which compares like {@code 0}
 */
public record DpkgVersion(int epoch, String upstream, String revision) {

    public DpkgVersion {
        if (epoch < 0) {
            throw new IllegalArgumentException("dpkg version: negative epoch " + epoch);
        }
        if (upstream.isEmpty()) {
            throw new IllegalArgumentException("dpkg version: the upstream version is empty");
        }
    }

    /**
     * Parses strictly.
     *
     * @throws IllegalArgumentException when {@link DpkgVersionOrder#validate} finds a problem; the message names it
     */
    public static DpkgVersion parse(String version) {
        Optional<String> problem = DpkgVersionOrder.INSTANCE.validate(version);
        if (problem.isPresent()) {
            throw new IllegalArgumentException("dpkg version: " + problem.get());
        }
        int start = DpkgVersionOrder.upstreamStart(version);
        int hyphen = DpkgVersionOrder.revisionHyphen(version, start);
        int epoch = start == 0 ? 0 : Integer.parseInt(version, 0, start - 1, 10);
        return hyphen == version.length()
                ? new DpkgVersion(epoch, version.substring(start), "")
                : new DpkgVersion(epoch, version.substring(start, hyphen), version.substring(hyphen + 1));
    }

    /** The upstream version and revision without the epoch, as it appears in file names. */
    public String withoutEpoch() {
        return revision.isEmpty() ? upstream : upstream + '-' + revision;
    }

    @Override
    public String toString() {
        return epoch == 0 && upstream.indexOf(':') < 0 ? withoutEpoch() : epoch + ":" + withoutEpoch();
    }
}
