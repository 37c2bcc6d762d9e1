package io.fettle.assessment.apt;

import io.fettle.api.Reason;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts a verdict by one policy into steps that a person can follow. */
record Explanation(Policy policy) {
    /** @param versions those that there are, the installed one among them */
    List<Reason> of(PackageKey key, List<OfferedVersion> versions, Verdict verdict) {
        List<Reason> why = new ArrayList<>();
        for (OfferedVersion version : versions) {
            if (version.installed() || version.version().equals(verdict.target().version())) {
                String code = version.installed() ? "finding.installed" : "finding.candidate";
                why.add(Reason.of(
                        verdict.state() == FindingState.PINNED && !version.installed() ? "finding.kept_away" : code,
                        "version",
                        version.version(),
                        "priority",
                        String.valueOf(policy.priority(key, version))));
                version.files().stream().filter(file -> !file.isStatus()).forEach(file -> why.add(offered(file)));
                policy.pinOf(key, version).ifPresent(pin -> why.add(pinned(pin)));
            }
        }
        return why;
    }

    private Reason offered(IndexFile file) {
        CatalogRepository repository = file.repository().orElseThrow();
        return new Reason(
                "finding.offered_by",
                Map.of(
                        "label", repository.label(),
                        "suite", repository.suite(),
                        "uri", repository.uri(),
                        "component", file.component(),
                        "priority", String.valueOf(policy.priority(file))));
    }

    private static Reason pinned(Pin pin) {
        return new Reason(
                "finding.pinned_by",
                Map.of(
                        "packages", String.join(" ", pin.rule().packages()),
                        "pin", pin.rule().kind() + ' ' + pin.rule().expression(),
                        "priority", String.valueOf(pin.rule().priority())));
    }
}
