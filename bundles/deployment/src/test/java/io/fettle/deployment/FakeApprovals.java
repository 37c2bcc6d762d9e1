package io.fettle.deployment;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Ruling;
import io.fettle.api.catalog.PatchId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Decisions in memory. */
final class FakeApprovals implements Approvals {
    private final Map<PatchId, Ruling> rulings = new HashMap<>();

    void decline(PatchId patch, String group) {
        rulings.put(patch, new Ruling(Set.of(), Set.of(group)));
    }

    @Override
    public Page<Approval> list(Filter filter, Scope scope, PageRequest page) {
        throw new UnsupportedOperationException("Deployments look up one patch at a time");
    }

    @Override
    public Ruling of(PatchId patch, Scope scope) {
        return rulings.getOrDefault(patch, Ruling.NONE);
    }

    @Override
    public Map<PatchId, Ruling> rulings(Scope scope) {
        return Map.copyOf(rulings);
    }
}
