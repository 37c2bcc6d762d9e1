package io.fettle.assessment.fleet;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.roaringbitmap.RoaringBitmap;

/**
 * Since when computers are here, and since when they have what was not there from the first: by day, as bitmaps. Not
 * thread-safe; bitmaps that it gives must not be changed.
 */
public final class Newcomers {
    private final TreeMap<Integer, RoaringBitmap> enrolled = new TreeMap<>();
    private final Map<Integer, TreeMap<Integer, RoaringBitmap>> byItem = new HashMap<>();
    /** Computers that are here since a day or later; made anew once one comes or goes. */
    private final Map<Integer, RoaringBitmap> enrolledSince = new HashMap<>();

    void add(Machine machine) {
        enrolled.computeIfAbsent(machine.enrolledDay(), day -> new RoaringBitmap())
                .add(machine.ordinal());
        enrolledSince.clear();
        machine.arrivals().forEach((item, day) -> byItem.computeIfAbsent(item, i -> new TreeMap<>())
                .computeIfAbsent(day, d -> new RoaringBitmap())
                .add(machine.ordinal()));
    }

    void remove(Machine machine) {
        remove(enrolled, machine.enrolledDay(), machine.ordinal());
        enrolledSince.clear();
        machine.arrivals().forEach((item, day) -> {
            TreeMap<Integer, RoaringBitmap> days = byItem.get(item);
            if (days != null) {
                remove(days, day, machine.ordinal());
                if (days.isEmpty()) {
                    byItem.remove(item);
                }
            }
        });
    }

    private static void remove(TreeMap<Integer, RoaringBitmap> days, int day, int ordinal) {
        RoaringBitmap computers = days.get(day);
        if (computers != null) {
            computers.remove(ordinal);
            if (computers.isEmpty()) {
                days.remove(day);
            }
        }
    }

    /** Takes a computer out that cannot be trusted to be in where it says. */
    void scrub(int ordinal) {
        enrolled.values().forEach(computers -> computers.remove(ordinal));
        enrolledSince.clear();
        byItem.values().forEach(days -> days.values().forEach(computers -> computers.remove(ordinal)));
    }

    /** Those who have an item since this day or a later one, because it or they came so late; and others without it. */
    public RoaringBitmap since(int item, int day) {
        RoaringBitmap young = enrolledSince.computeIfAbsent(day, from -> union(enrolled, from));
        TreeMap<Integer, RoaringBitmap> days = byItem.get(item);
        return days == null ? young : RoaringBitmap.or(young, union(days, day));
    }

    private static RoaringBitmap union(TreeMap<Integer, RoaringBitmap> days, int from) {
        RoaringBitmap union = new RoaringBitmap();
        days.tailMap(from, true).values().forEach(union::or);
        return union;
    }
}
