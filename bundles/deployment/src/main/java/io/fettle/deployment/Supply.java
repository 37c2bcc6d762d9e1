package io.fettle.deployment;

import io.fettle.api.Scope;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.Inventory;

/** What can be had for a computer: what vendors offer, without what was declined for it. Thread-safe. */
record Supply(Catalog catalog, Approvals approvals) {
    Offers to(Computer computer, Inventory inventory) {
        return to(computer, inventory, catalog.current());
    }

    Offers to(Computer computer, Inventory inventory, Catalog.Revision revision) {
        return Offers.to(
                inventory,
                revision,
                patch -> approvals.of(patch, Scope.all()).forMemberOf(computer.groups()) == Decision.DECLINED);
    }
}
