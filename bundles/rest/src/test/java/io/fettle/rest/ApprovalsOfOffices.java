package io.fettle.rest;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Ruling;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.ComputerGroups;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A group of computers in each office, and a decision about one patch for each of them. */
record ApprovalsOfOffices(TwoOffices offices) implements Approvals, ComputerGroups {
    private static final Instant THEN = Instant.parse("2026-11-22T17:55:09Z");

    private List<Approval> visible(Scope scope) {
        return offices.visible(scope).stream()
                .map(office -> new Approval(
                        AssessmentOfOffices.PATCH,
                        "group-" + office,
                        Decision.APPROVED,
                        "of-" + office,
                        THEN,
                        "tested in " + office))
                .toList();
    }

    @Override
    public Page<Approval> list(Filter filter, Scope scope, PageRequest page) {
        return TwoOffices.page(visible(scope), page);
    }

    @Override
    public Ruling of(PatchId patch, Scope scope) {
        return patch.equals(AssessmentOfOffices.PATCH) ? Ruling.of(visible(scope)) : Ruling.NONE;
    }

    @Override
    public Map<PatchId, Ruling> rulings(Scope scope) {
        return Map.of(AssessmentOfOffices.PATCH, of(AssessmentOfOffices.PATCH, scope));
    }

    @Override
    public Set<String> names(Scope scope) {
        return visible(scope).stream().map(Approval::group).collect(Collectors.toSet());
    }

    @Override
    public boolean seesAll(String group, Scope scope) {
        throw new UnsupportedOperationException();
    }
}
