package io.fettle.api.approval;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;

/**
 * All decisions about one patch, and what they come to for a computer: a decline for any of its groups, or for all
 * computers, wins; otherwise an approval for any of its groups, or for all; otherwise it is not approved. Immutable.
 *
 * @param approved groups that it is approved for; {@link Approval#ALL} may be among them
 * @param declined groups that it is declined for; likewise
 */
public record Ruling(Set<String> approved, Set<String> declined) {
    /** Nobody has decided anything. */
    public static final Ruling NONE = new Ruling(Set.of(), Set.of());

    public Ruling {
        approved = Set.copyOf(approved);
        declined = Set.copyOf(declined);
    }

    /** What the decisions about one patch sum up to, in any order. */
    public static Ruling of(Collection<Approval> decisions) {
        Set<String> approved = new TreeSet<>();
        Set<String> declined = new TreeSet<>();
        for (Approval one : decisions) {
            if (one.decision() == Decision.APPROVED) {
                approved.add(one.group());
            } else if (one.decision() == Decision.DECLINED) {
                declined.add(one.group());
            }
        }
        return new Ruling(approved, declined);
    }

    /** @param groups of one computer */
    public Decision forMemberOf(Collection<String> groups) {
        if (meets(declined, groups)) {
            return Decision.DECLINED;
        }
        return meets(approved, groups) ? Decision.APPROVED : Decision.NOT_APPROVED;
    }

    /** Those groups of one computer, and {@link Approval#ALL}, that decide for it; empty where nothing is decided. */
    public Set<String> decisiveFor(Collection<String> groups) {
        Set<String> decisive = new TreeSet<>(
                switch (forMemberOf(groups)) {
                    case APPROVED -> approved;
                    case DECLINED -> declined;
                    case NOT_APPROVED -> Set.of();
                });
        decisive.removeIf(group -> !group.equals(Approval.ALL) && !groups.contains(group));
        return decisive;
    }

    private static boolean meets(Set<String> decided, Collection<String> groups) {
        return decided.contains(Approval.ALL) || groups.stream().anyMatch(decided::contains);
    }

    public boolean isEmpty() {
        return approved.isEmpty() && declined.isEmpty();
    }
}
