package io.fettle.assessment.fleet;

import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Things by dense numbers. Not thread-safe. */
public final class Slots<T> {
    private @Nullable Object[] slots = new Object[64];

    @SuppressWarnings("unchecked")
    public Optional<T> get(int number) {
        return number < slots.length ? Optional.ofNullable((T) slots[number]) : Optional.empty();
    }

    public void put(int number, T value) {
        if (number >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(number + 1, slots.length * 2));
        }
        slots[number] = value;
    }

    void clear(int number) {
        if (number < slots.length) {
            slots[number] = null;
        }
    }
}
