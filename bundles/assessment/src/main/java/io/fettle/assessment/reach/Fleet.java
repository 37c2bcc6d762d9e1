package io.fettle.assessment.reach;

import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.ItemName;
import java.util.Collection;
import org.roaringbitmap.RoaringBitmap;

/** What of the fleet's bitmaps exposure is computed from. Bitmaps that it gives must not be changed. */
public interface Fleet {
    /** Numbers of the items that statements call so. */
    int[] items(ItemName name);

    /** Names of all items that somebody has. */
    Collection<ItemName> names();

    SoftwareItem item(int item);

    RoaringBitmap having(int item);

    Collection<String> platforms();

    RoaringBitmap on(String platform);

    /** Computers on which this stream, {@code name:stream}, is active. */
    RoaringBitmap withModule(String module);
}
