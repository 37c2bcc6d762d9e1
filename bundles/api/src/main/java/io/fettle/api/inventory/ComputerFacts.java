package io.fettle.api.inventory;

import io.fettle.api.running.Running;
import java.time.LocalDate;
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
 * @param running what runs there; empty where the agent does not tell
 * @param supportEnd {@code SUPPORT_END}: the last day of support that the operating system itself names
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
        String bootId,
        Optional<Running> running,
        Optional<LocalDate> supportEnd) {
    public ComputerFacts {
        addresses = List.copyOf(addresses);
        architectures = List.copyOf(architectures);
    }

    /** Of a computer that does not tell what runs there. */
    public ComputerFacts(
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
        this(
                hostname,
                addresses,
                osId,
                osVersion,
                osCodename,
                osName,
                runningKernel,
                newestKernel,
                rebootRequired,
                architectures,
                level,
                agentVersion,
                bootId,
                Optional.empty(),
                Optional.empty());
    }

    /** The same, with what runs there. */
    public ComputerFacts with(Running seen) {
        return new ComputerFacts(
                hostname,
                addresses,
                osId,
                osVersion,
                osCodename,
                osName,
                runningKernel,
                newestKernel,
                rebootRequired,
                architectures,
                level,
                agentVersion,
                bootId,
                Optional.of(seen),
                supportEnd);
    }

    /** The same, with the last day of support that its operating system names. */
    public ComputerFacts supportedUntil(LocalDate end) {
        return new ComputerFacts(
                hostname,
                addresses,
                osId,
                osVersion,
                osCodename,
                osName,
                runningKernel,
                newestKernel,
                rebootRequired,
                architectures,
                level,
                agentVersion,
                bootId,
                running,
                Optional.of(end));
    }
}
