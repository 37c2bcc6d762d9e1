package io.fettle.assessment;

import io.fettle.api.inventory.ComputerId;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/**
 * A computer as the index knows it.
 *
 * @param kind empty where it has no apt setup or no inventory
 * @param platform see {@link Platforms}
 * @param items its item numbers; computers of one kind have runs of them, so a bitmap is small
 * @param held those of them that are held
 * @param basis of its dry run; empty where there is none
 */
record Machine(
        ComputerId id,
        int ordinal,
        String officeId,
        List<String> groups,
        boolean rebootRequired,
        boolean hasInventory,
        Optional<Kind> kind,
        String platform,
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
