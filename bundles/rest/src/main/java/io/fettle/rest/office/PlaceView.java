package io.fettle.rest.office;

import io.fettle.api.assessment.PlaceCounts;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.RemoteOffice;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Cut;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Counts of one office or of one group.
 *
 * @param id of the office; the name of a group
 * @param computers number of computers per state
 */
public record PlaceView(String id, String name, Map<String, Long> computers) {

    /** An office is called by its id where the inventory is absent. */
    public static <S extends Enum<S>> Cut<PlaceView> offices(
            List<PlaceCounts<S>> counts, long total, Capabilities capabilities, Visitor visitor) {
        Optional<Offices> offices = capabilities.offices().find();
        return new Cut<>(
                counts.stream()
                        .map(one -> of(
                                one,
                                offices.flatMap(known -> known.find(one.place(), visitor.scope()))
                                        .map(RemoteOffice::name)
                                        .orElse(one.place())))
                        .toList(),
                total);
    }

    public static <S extends Enum<S>> Cut<PlaceView> groups(List<PlaceCounts<S>> counts, long total) {
        return new Cut<>(counts.stream().map(one -> of(one, one.place())).toList(), total);
    }

    private static <S extends Enum<S>> PlaceView of(PlaceCounts<S> counts, String name) {
        Map<String, Long> computers = new TreeMap<>();
        counts.computers().forEach((state, count) -> computers.put(state.name(), count));
        return new PlaceView(counts.place(), name, computers);
    }
}
