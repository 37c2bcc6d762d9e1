package io.fettle.assessment;

import io.fettle.api.catalog.AvailablePackage;
import org.roaringbitmap.RoaringBitmap;

/**
 * Who misses one patch.
 *
 * @param computers ordinals of those that miss it
 * @param security those of them for which it is a security update
 */
record PatchColumn(AvailablePackage offer, RoaringBitmap computers, RoaringBitmap security) {
    PatchColumn(AvailablePackage offer) {
        this(offer, new RoaringBitmap(), new RoaringBitmap());
    }
}
