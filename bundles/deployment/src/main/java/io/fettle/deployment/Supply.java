package io.fettle.deployment;

import io.fettle.api.Scope;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.Computer;
import java.util.Optional;

/** What can be had for a computer: what vendors offer, without what was declined for it. Thread-safe. */
record Supply(Catalog catalog, Approvals approvals) {
    Offers to(Computer computer, Optional<AptSetup> setup) {
        return to(computer, setup, catalog.current());
    }

    Offers to(Computer computer, Optional<AptSetup> setup, Catalog.Revision revision) {
        return Offers.to(
                setup,
                revision,
                patch -> approvals.of(patch, Scope.all()).forMemberOf(computer.groups()) == Decision.DECLINED);
    }
}
