package io.fettle.assessment;

import io.fettle.api.inventory.ComputerId;
import org.roaringbitmap.RoaringBitmap;

/**
 * A computer as the index knows it.
 *
 * @param setup -1 where it has none or no inventory
 * @param items its item numbers; computers of one kind have runs of them, so a bitmap is small
 * @param held those of them that are held
 * @param basis of its dry run; empty where there is none
 */
record Machine(
        ComputerId id,
        int ordinal,
        String officeId,
        boolean rebootRequired,
        boolean hasInventory,
        int setup,
        RoaringBitmap items,
        RoaringBitmap held,
        String basis) {

    static RoaringBitmap bitmap(int[] sorted) {
        RoaringBitmap bitmap = RoaringBitmap.bitmapOf(sorted);
        bitmap.runOptimize();
        return bitmap;
    }

    int installed() {
        return items.getCardinality();
    }
}
