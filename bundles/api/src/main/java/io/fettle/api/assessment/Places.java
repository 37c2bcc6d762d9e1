package io.fettle.api.assessment;

import java.util.List;

/**
 * The same counts office by office and group by group: of those with at least one computer in any state those with the most
 * work first, then by id or name, {@value #MOST} at most of each kind. A computer counts in its office and in each of its groups.
 *
 * @param officesTotal how many offices there are in all; {@code groupsTotal} likewise
 */
public record Places<S extends Enum<S>>(
        List<PlaceCounts<S>> offices, long officesTotal, List<PlaceCounts<S>> groups, long groupsTotal) {
    public static final int MOST = 100;

    public Places {
        offices = List.copyOf(offices);
        groups = List.copyOf(groups);
    }
}
