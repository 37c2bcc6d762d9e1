package io.fettle.api.catalog;

import io.fettle.api.Digest;
import java.nio.charset.StandardCharsets;

/**
 * Names a patch: what brings one package of one ecosystem and architecture to one version. Opaque to readers; the same
 * patch has the same id on every server.
 */
public record PatchId(String value) {
    private static final int LENGTH = 32;

    public PatchId {
        if (value.length() != LENGTH
                || !value.chars().allMatch(c -> (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'))) {
            throw new IllegalArgumentException("Not a patch id");
        }
    }

    public static PatchId of(String ecosystem, String name, String arch, String version) {
        String text = ecosystem + '\0' + name + '\0' + arch + '\0' + version;
        return new PatchId(
                Digest.of(text.getBytes(StandardCharsets.UTF_8)).hex().substring(0, LENGTH));
    }

    @Override
    public String toString() {
        return value;
    }
}
