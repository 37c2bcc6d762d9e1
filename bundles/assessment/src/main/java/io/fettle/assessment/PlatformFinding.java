package io.fettle.assessment;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.assessment.lifecycle.Release;
import io.fettle.assessment.lifecycle.Support;
import io.fettle.assessment.verdict.Rules;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is to be said about a computer's platform as a whole: that it is not supported any more, or not for long, or that nobody
 * knows.
 */
record PlatformFinding(FindingState state, List<Reason> why) {

    /** Empty where all is well. */
    static Optional<PlatformFinding> of(Release release, Rules rules) {
        Optional<Support> support = rules.supports().of(release);
        if (support.isEmpty()) {
            return Optional.of(new PlatformFinding(
                    FindingState.UNKNOWN,
                    List.of(Reason.of("finding.support_unknown", "platform", release.platform()))));
        }
        return support.filter(known -> known.isEnded(rules.today()))
                .map(ended -> new PlatformFinding(FindingState.EOL, why("finding.platform_ended", ended, rules)))
                .or(() -> support.filter(known -> known.endsSoon(rules.today()))
                        .map(soon -> new PlatformFinding(
                                FindingState.EOL_SOON, why("finding.platform_ends_soon", soon, rules))));
    }

    private static List<Reason> why(String code, Support support, Rules rules) {
        List<Reason> why = new ArrayList<>();
        why.add(Reason.of(
                code, "platform", support.platform(), "end", support.end().toString()));
        why.add(
                switch (support.word()) {
                    case ADMIN -> Reason.of("finding.support_by_policy");
                    case PUBLISHED ->
                        Reason.of(
                                "finding.support_published",
                                "asOf",
                                rules.supports().asOf().toString());
                    case COMPUTER -> Reason.of("finding.support_by_computer");
                });
        support.extended()
                .filter(end -> !end.isBefore(rules.today()))
                .ifPresent(end -> why.add(Reason.of("finding.support_extended", "end", end.toString())));
        return why;
    }
}
