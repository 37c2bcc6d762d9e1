package io.fettle.assessment.fleet;

import io.fettle.api.assessment.PlaceCounts;
import io.fettle.api.assessment.Places;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.roaringbitmap.FastAggregation;
import org.roaringbitmap.RoaringBitmap;

/** Counts computers that are parted into states by office and by group. */
public final class PlaceCounter<S extends Enum<S>> {
    private final Map<S, RoaringBitmap> states;
    private final Predicate<S> isWork;
    private final RoaringBitmap any;

    /**
     * @param states those that the reader sees, for every state
     * @param isWork whether somebody has to do something about computers in the state
     */
    public PlaceCounter(Map<S, RoaringBitmap> states, Predicate<S> isWork) {
        this.states = states;
        this.isWork = isWork;
        any = FastAggregation.or(states.values().iterator());
    }

    public static <S extends Enum<S>> Map<S, Long> counts(Map<S, RoaringBitmap> states) {
        Map<S, Long> counts = new HashMap<>();
        states.forEach((state, computers) -> counts.put(state, computers.getLongCardinality()));
        return new EnumMap<>(counts);
    }

    public Places<S> in(FleetIndex index) {
        List<Row<S>> offices = rows(index.byOffice());
        List<Row<S>> groups = rows(index.byGroup());
        return new Places<>(first(offices), offices.size(), first(groups), groups.size());
    }

    private record Row<S extends Enum<S>>(PlaceCounts<S> counts, long work) {}

    private List<Row<S>> rows(Bitmaps<String> places) {
        List<Row<S>> rows = new ArrayList<>();
        places.all().forEach((place, computers) -> {
            if (RoaringBitmap.intersects(computers, any)) {
                rows.add(row(place, computers));
            }
        });
        return rows;
    }

    private Row<S> row(String place, RoaringBitmap computers) {
        Map<S, Long> counts = new HashMap<>();
        long work = 0;
        for (Map.Entry<S, RoaringBitmap> state : states.entrySet()) {
            long count = RoaringBitmap.andCardinality(state.getValue(), computers);
            counts.put(state.getKey(), count);
            work += isWork.test(state.getKey()) ? count : 0;
        }
        return new Row<>(new PlaceCounts<>(place, counts), work);
    }

    private List<PlaceCounts<S>> first(List<Row<S>> rows) {
        Comparator<Row<S>> mostWork = Comparator.comparingLong((Row<S> row) -> row.work())
                .reversed()
                .thenComparing(row -> row.counts().place());
        return FirstOfAll.of(rows, mostWork, 0, Places.MOST).stream()
                .map(Row::counts)
                .toList();
    }
}
