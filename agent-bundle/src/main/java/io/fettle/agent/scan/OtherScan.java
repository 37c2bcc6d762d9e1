package io.fettle.agent.scan;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.Inventory;

/** The inventory of a computer that another package manager than dpkg rules. Not thread-safe; scanning blocks. */
public interface OtherScan {
    /** Whether that package manager has a database here. */
    boolean present();

    /** @throws FettleException where it does not say what is installed */
    Inventory scan();
}
