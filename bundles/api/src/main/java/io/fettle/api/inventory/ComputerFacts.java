package io.fettle.api.inventory;

import java.util.List;
import java.util.Optional;

/**
 * What a computer says about itself. All text is hostile until escaped.
 *
 * @param osId {@code ID} of os-release, for example {@code debian}
 * @param osVersion {@code VERSION_ID}
 * @param osCodename {@code VERSION_CODENAME}
 * @param runningKernel {@code uname -r}
 * @param newestKernel newest installed kernel release; empty where no package owns the running kernel
 * @param rebootRequired whether the computer knows that it has to be rebooted
 * @param architectures the native one first, then the foreign ones
 * @param bootId changes with every boot
 */
public record ComputerFacts(
        String hostname,
        List<String> addresses,
        String osId,
        String osVersion,
        String osCodename,
        String osName,
        String runningKernel,
        Optional<String> newestKernel,
        boolean rebootRequired,
        List<String> architectures,
        Level level,
        String agentVersion,
        String bootId) {
    public ComputerFacts {
        addresses = List.copyOf(addresses);
        architectures = List.copyOf(architectures);
    }
}
