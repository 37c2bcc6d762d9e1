package io.fettle.assessment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Ruling;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.Change;
import io.fettle.api.change.Topic;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Decisions in memory, and in the fleet's change log. */
final class FakeApprovals implements Approvals {
    final Map<PatchId, Map<String, Approval>> decided = new HashMap<>();
    private final List<Change> changes;

    FakeApprovals(FakeFleet fleet) {
        changes = fleet.changes;
    }

    void decide(PatchId patch, String group, Decision decision) {
        decided.computeIfAbsent(patch, p -> new HashMap<>())
                .put(group, new Approval(patch, group, decision, "ann", FakeFleet.NOON, ""));
        changes.add(new Change(changes.size() + 1, Topic.APPROVAL, patch.value(), FakeFleet.NOON));
    }

    @Override
    public Page<Approval> list(Filter filter, Scope scope, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Ruling of(PatchId patch, Scope scope) {
        return Ruling.of(decided.getOrDefault(patch, Map.of()).values());
    }

    @Override
    public Map<PatchId, Ruling> rulings(Scope scope) {
        Map<PatchId, Ruling> rulings = new HashMap<>();
        decided.keySet().forEach(patch -> rulings.put(patch, of(patch, scope)));
        return rulings;
    }

    /** The rule, written down a second time. */
    Decision plainly(PatchId patch, List<String> groups) {
        boolean approved = false;
        for (Approval one : decided.getOrDefault(patch, Map.of()).values()) {
            if (one.group().equals(Approval.ALL) || groups.contains(one.group())) {
                if (one.decision() == Decision.DECLINED) {
                    return Decision.DECLINED;
                }
                approved |= one.decision() == Decision.APPROVED;
            }
        }
        return approved ? Decision.APPROVED : Decision.NOT_APPROVED;
    }
}
