package io.fettle.api.assessment;

import io.fettle.api.Reason;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.Severity;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is found about one patch on one computer.
 *
 * @param patch empty for findings about the configuration, and where there is none
 * @param packageName empty for findings about the configuration
 * @param security whether the candidate comes from a security archive, or a security archive offers a version between
 *     the installed one and the candidate
 * @param approval what was decided about the patch for this computer; empty for findings about the configuration, and where
 *     there is nothing to install
 * @param clock how long it has been missing, and until when it may; empty for what is not missing,
 *     and for what is superseded where something newer is not declined
 * @param why how this was decided, in steps
 */
public record Finding(
        ComputerId computer,
        Optional<PatchId> patch,
        String packageName,
        String arch,
        String installed,
        String candidate,
        FindingState state,
        boolean security,
        Severity severity,
        List<String> advisories,
        List<String> cves,
        Optional<Decision> approval,
        Optional<PatchClock> clock,
        List<Reason> why) {
    /** Code of the reason that says that a source behind it is not kept up to date; parameters name, state, since. */
    public static final String STALE_SOURCE = "source.stale";

    public Finding {
        advisories = List.copyOf(advisories);
        cves = List.copyOf(cves);
        why = List.copyOf(why);
    }

    /** Of what has no clock. */
    public Finding(
            ComputerId computer,
            Optional<PatchId> patch,
            String packageName,
            String arch,
            String installed,
            String candidate,
            FindingState state,
            boolean security,
            Severity severity,
            List<String> advisories,
            List<String> cves,
            Optional<Decision> approval,
            List<Reason> why) {
        this(
                computer,
                patch,
                packageName,
                arch,
                installed,
                candidate,
                state,
                security,
                severity,
                advisories,
                cves,
                approval,
                Optional.empty(),
                why);
    }

    /** Code of the reason that says what vendors suggest to do after it is installed; parameter advisories, which say so. */
    public static String suggestion(Aftermath aftermath) {
        return "advisory." + aftermath.name().toLowerCase(Locale.ROOT) + "_suggested";
    }

    /** What vendors suggest to do after it is installed; why says which advisory does. */
    public Set<Aftermath> aftermath() {
        return Stream.of(Aftermath.values())
                .filter(one -> why.stream().anyMatch(reason -> reason.code().equals(suggestion(one))))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether a source behind it is not kept up to date, so that it may be outdated. */
    public boolean isStale() {
        return why.stream().anyMatch(reason -> reason.code().equals(STALE_SOURCE));
    }
}
