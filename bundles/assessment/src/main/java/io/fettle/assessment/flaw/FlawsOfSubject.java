package io.fettle.assessment.flaw;

import io.fettle.api.advisory.Advisories.Statement;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.version.VersionOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * Sums up all statements on one subject. A verdict on the flaw itself (the advisory is called like the CVE) counts before
 * what bulletins imply; of several bulletins the one that asks for most. Streams of a module have versions of their own, so
 * nothing that is said of one counts for another, nor for a package of no module.
 */
final class FlawsOfSubject {
    private static final Comparator<AdvisoryId> BY_NAME =
            Comparator.comparing(AdvisoryId::nativeId).thenComparing(AdvisoryId::sourceId);

    private final VersionOrder order;
    private final Map<Key, Named> flaws = new LinkedHashMap<>();

    private FlawsOfSubject(VersionOrder order) {
        this.order = order;
    }

    private record Key(String name, String module, boolean modular) {}

    static List<Flaw> of(Collection<Statement> statements, VersionOrder order) {
        FlawsOfSubject summing = new FlawsOfSubject(order);
        statements.forEach(summing::take);
        return summing.flaws.values().stream().map(Named::flaw).toList();
    }

    private void take(Statement statement) {
        String advisory = statement.advisory().nativeId();
        if (statement.cves().isEmpty()) {
            named(advisory, Optional.empty(), statement.affected()).take(statement, true);
        }
        for (CveId cve : statement.cves()) {
            named(cve.value(), Optional.of(cve), statement.affected()).take(statement, advisory.equals(cve.value()));
        }
    }

    private Named named(String name, Optional<CveId> cve, Affected affected) {
        boolean modular = affected.fixed().filter(Modularity::isModular).isPresent();
        return flaws.computeIfAbsent(
                new Key(name, affected.module(), modular), key -> new Named(name, cve, affected.module()));
    }

    private final class Named {
        private final String name;
        private final Optional<CveId> cve;
        private final String module;
        private final TreeSet<AdvisoryId> advisories = new TreeSet<>(BY_NAME);
        private final List<Affected> direct = new ArrayList<>();
        private final List<Affected> implied = new ArrayList<>();

        Named(String name, Optional<CveId> cve, String module) {
            this.name = name;
            this.cve = cve;
            this.module = module;
        }

        void take(Statement statement, boolean onTheFlawItself) {
            advisories.add(statement.advisory());
            (onTheFlawItself ? direct : implied).add(statement.affected());
        }

        Flaw flaw() {
            Affected deciding = (direct.isEmpty() ? implied : direct)
                    .stream().max(this::asksForMore).orElseThrow();
            return new Flaw(
                    name,
                    cve,
                    deciding.status(),
                    deciding.fixed(),
                    deciding.rating(),
                    deciding.arches(),
                    module,
                    List.copyOf(advisories),
                    deciding.note());
        }

        private int asksForMore(Affected left, Affected right) {
            if (left.status() == FixStatus.FIXED && right.status() == FixStatus.FIXED) {
                return order.compare(left.fixed().orElseThrow(), right.fixed().orElseThrow());
            }
            return Integer.compare(weight(left.status()), weight(right.status()));
        }

        private static int weight(FixStatus status) {
            return switch (status) {
                case FIXED -> 5;
                case AFFECTED -> 4;
                case WONT_FIX -> 3;
                case END_OF_LIFE -> 2;
                case UNDER_INVESTIGATION -> 1;
                case NOT_AFFECTED -> 0;
            };
        }
    }
}
