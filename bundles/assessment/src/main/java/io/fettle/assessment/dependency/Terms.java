package io.fettle.assessment.dependency;

import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.Relations.Kind;
import java.util.ArrayList;
import java.util.List;

/**
 * What a package says of others, taken apart.
 *
 * @param needs all of which have to be fulfilled, those that dpkg wants before unpacking among them
 * @param recommends what it does not need, but apt does not let it lose
 * @param against packages that may not be there beside it
 */
record Terms(List<Clause> needs, List<Clause> recommends, List<Against> against, List<Provision> provides) {
    static final Terms NONE = new Terms(List.of(), List.of(), List.of(), List.of());

    /** @param text as the package has it */
    record Against(Wanted wanted, String text) {}

    /** None for a package of which nobody told: nothing is made up. */
    static Terms of(Relations relations) {
        if (relations.text().isEmpty()) {
            return NONE;
        }
        List<Clause> needs = new ArrayList<>();
        RelationParser.clauses(relations.words(Kind.PRE_DEPENDS), needs::add);
        RelationParser.clauses(relations.words(Kind.DEPENDS), needs::add);
        List<Clause> recommends = new ArrayList<>();
        RelationParser.clauses(relations.words(Kind.RECOMMENDS), recommends::add);
        List<Against> against = new ArrayList<>();
        for (Kind kind : List.of(Kind.BREAKS, Kind.CONFLICTS)) {
            RelationParser.clauses(relations.words(kind), clause -> clause.alternatives()
                    .forEach(wanted -> against.add(new Against(wanted, clause.shown()))));
        }
        List<Provision> provides = new ArrayList<>();
        RelationParser.clauses(relations.words(Kind.PROVIDES), clause -> clause.alternatives()
                .forEach(wanted -> provides.add(new Provision(
                        wanted.name(), wanted.arch(), wanted.range().version()))));
        return new Terms(needs, recommends, against, provides);
    }
}
