package io.fettle.api.inventory;

import java.util.List;

/**
 * One enabled {@code deb} entry of a computer's apt sources, resolved: one per uri and suite.
 *
 * @param uri without user information, ends with a slash
 * @param suite for example {@code bookworm-security}; a flat repository's path ends with a slash
 * @param keyFingerprints keys that the computer trusts for it, upper-case hexadecimal; empty where unknown
 */
public record AptRepository(
        String uri, String suite, List<String> components, List<String> architectures, List<String> keyFingerprints) {
    public AptRepository {
        components = List.copyOf(components);
        architectures = List.copyOf(architectures);
        keyFingerprints = List.copyOf(keyFingerprints);
    }
}
