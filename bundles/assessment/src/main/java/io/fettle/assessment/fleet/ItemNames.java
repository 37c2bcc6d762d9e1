package io.fettle.assessment.fleet;

import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.flaw.ItemName;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Which items go by which name. Items are never forgotten. Not thread-safe. */
public final class ItemNames {
    private final Map<ItemName, Numbers> byName = new HashMap<>();
    private final Set<String> ecosystems = new HashSet<>();

    void add(int number, SoftwareItem item) {
        ecosystems.add(item.ecosystem());
        for (Called called : FlawBook.names(item, "")) {
            byName.computeIfAbsent(ItemName.of(called.subject()), name -> new Numbers())
                    .add(number);
        }
    }

    int[] items(ItemName name) {
        Numbers numbers = byName.get(name);
        return numbers == null ? new int[0] : numbers.toArray();
    }

    Collection<ItemName> all() {
        return byName.keySet();
    }

    /** Items of packages of this name, in any ecosystem. */
    public void ofPackage(String name, Consumer<int[]> each) {
        ecosystems.forEach(ecosystem -> each.accept(items(new ItemName(ecosystem, PackageLevel.BINARY, name))));
    }

    /** Every item once, those of one package together. */
    public void eachPackage(Consumer<int[]> each) {
        byName.forEach((name, numbers) -> {
            if (name.level() == PackageLevel.BINARY) {
                each.accept(numbers.toArray());
            }
        });
    }

    /** A growing list of numbers. */
    private static final class Numbers {
        private int[] numbers = new int[2];
        private int count;

        void add(int number) {
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, count * 2);
            }
            numbers[count++] = number;
        }

        int[] toArray() {
            return Arrays.copyOf(numbers, count);
        }
    }
}
