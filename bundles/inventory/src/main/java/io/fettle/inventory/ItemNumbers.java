package io.fettle.inventory;

import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.SoftwareItem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Numbers of the items of one computer after the other, known and new, within the budget for what new ones say. */
final class ItemNumbers {
    private static final Logger LOG = LoggerFactory.getLogger(ItemNumbers.class);

    private final Interned<SoftwareItem>.Draft draft;
    private final RelationBudget budget;
    private int computer;

    ItemNumbers(Interned<SoftwareItem>.Draft draft, RelationBudget budget) {
        this.draft = draft;
        this.budget = budget;
        budget.begin();
    }

    /** From now on items are this computer's. */
    void of(Member member) {
        computer = member.ordinal();
    }

    int numberOf(SoftwareItem item) {
        if (draft.knows(item) || budget.spend(computer, item)) {
            return draft.numberOf(item);
        }
        if (budget.isFirstOver(computer)) {
            LOG.warn(
                    "Computer number {} says more of what its packages need than is kept ({}); from here on it is not"
                            + " known what keeps its updates back. Look whether it reports nonsense",
                    computer,
                    budget);
        }
        return draft.numberOf(untold(item));
    }

    private static SoftwareItem untold(SoftwareItem item) {
        return new SoftwareItem(
                item.ecosystem(),
                item.name(),
                item.version(),
                item.arch(),
                item.sourceName(),
                item.sourceVersion(),
                item.multiArch(),
                Relations.UNKNOWN);
    }
}
