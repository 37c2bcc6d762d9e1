package io.fettle.agent.scan;

import io.fettle.api.FettleException;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.mirror.MirroredSuite;
import java.util.List;

/** The inventory of a computer that another package manager than dpkg rules. Not thread-safe; scanning blocks. */
public interface OtherScan {
    /** Whether that package manager has a database here. */
    boolean present();

    /**
     * @param suites what the server mirrors of this computer's repositories
     * @throws FettleException where it does not say what is installed
     */
    Inventory scan(List<MirroredSuite> suites);
}
