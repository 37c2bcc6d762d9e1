package io.fettle.inventory;

import io.fettle.api.inventory.ItemSet;
import java.util.function.IntConsumer;

/** The items of one inventory, read out of its stored bytes; takes no memory of its own. See {@link NumberSet}. */
final class PackedItems implements ItemSet {
    private final byte[] bytes;

    PackedItems(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public int size() {
        return NumberSet.size(bytes);
    }

    @Override
    public void forEach(IntConsumer each) {
        NumberSet.forEach(bytes, each);
    }

    @Override
    public int[] toArray() {
        return NumberSet.decode(bytes);
    }
}
