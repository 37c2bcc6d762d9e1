package io.fettle.assessment.apt;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.dependency.Build;
import io.fettle.assessment.dependency.Market;
import io.fettle.assessment.dependency.Reckoning;
import io.fettle.assessment.verdict.Grounds;
import io.fettle.assessment.verdict.Placed;
import io.fettle.assessment.verdict.Reckoned;
import io.fettle.assessment.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tells the reckoning what a computer has and what its repositories offer. For one computer. */
final class AptReckoning {
    private final CandidateEvaluator evaluator;
    private final Grounds grounds;
    private boolean complete = true;

    AptReckoning(CandidateEvaluator evaluator, Grounds grounds) {
        this.evaluator = evaluator;
        this.grounds = grounds;
    }

    Optional<Reckoned> reckon(List<Placed> packages) {
        List<Reckoning.Installed> installed = new ArrayList<>(packages.size());
        for (Placed placed : packages) {
            installed.add(new Reckoning.Installed(
                    installed(placed.item()),
                    placed.update().map(Verdict::target).map(this::offered)));
        }
        return Reckoning.of(installed, new Offered()).map(keptBack -> new Reckoned(keptBack, complete));
    }

    private Build installed(SoftwareItem item) {
        return build(item.name(), item.version(), item.arch(), item.multiArch(), relations(item));
    }

    /** The computer's word; else that of a package of the same name in the catalog, if it is still there. */
    private Relations relations(SoftwareItem item) {
        if (item.relations().known()) {
            return item.relations();
        }
        return grounds.versionsOf(item.name()).stream()
                .filter(offer ->
                        offer.version().equals(item.version()) && offer.arch().equals(item.arch()))
                .map(grounds::relations)
                .filter(Relations::known)
                .findFirst()
                .orElse(Relations.UNKNOWN);
    }

    private Build offered(AvailablePackage offer) {
        return build(offer.name(), offer.version(), offer.arch(), offer.multiArch(), grounds.relations(offer));
    }

    private Build build(String name, String version, String arch, MultiArch multiArch, Relations said) {
        complete &= said.known();
        return Build.of(name, version, effective(arch), multiArch, said);
    }

    private String effective(String arch) {
        return arch.equals(PackageKey.ALL) ? evaluator.architectures().get(0) : arch;
    }

    private final class Offered implements Market {
        @Override
        public List<Build> candidates(String name) {
            return evaluator.architectures().stream()
                    .flatMap(arch -> evaluator.candidate(name, arch).stream())
                    .map(AptReckoning.this::offered)
                    .toList();
        }

        @Override
        public List<Build> providing(String name) {
            return grounds.revision().providing(name).stream()
                    .filter(this::isCandidate)
                    .map(AptReckoning.this::offered)
                    .distinct()
                    .toList();
        }

        private boolean isCandidate(AvailablePackage offer) {
            return evaluator
                    .candidate(offer.name(), effective(offer.arch()))
                    .filter(candidate -> candidate.version().equals(offer.version())
                            && candidate.arch().equals(offer.arch()))
                    .isPresent();
        }
    }
}
