package io.fettle.api.deployment;

import io.fettle.api.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a computer shall do, before it is numbered and signed. Handed out at a check-in.
 *
 * @param packages the exact plan: every package that changes, also those that only come along
 */
public record OrderDraft(String taskId, List<Step> packages, Instant notAfter) {
    public OrderDraft {
        packages = List.copyOf(packages);
    }

    /**
     * @param from installed version; empty where a vendor-declared dependency is new on the computer
     * @param uri and {@code suite} of the repository that offers it
     * @param path below the repository's uri
     */
    public record Step(
            String name,
            String arch,
            Optional<String> from,
            String to,
            String uri,
            String suite,
            String component,
            String path,
            long size,
            Digest digest) {}
}
