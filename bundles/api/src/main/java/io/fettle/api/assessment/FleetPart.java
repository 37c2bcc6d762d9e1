package io.fettle.api.assessment;

import java.util.Optional;

/**
 * The part of the fleet that a question is about: an office, a group, or what is in both. All of it where neither is given.
 * It narrows what a {@link io.fettle.api.Scope} lets be seen, and never widens it.
 *
 * @param officeId id of an office; one that nobody knows has nobody
 * @param group name of a group; likewise
 */
public record FleetPart(Optional<String> officeId, Optional<String> group) {
    private static final FleetPart ALL = new FleetPart(Optional.empty(), Optional.empty());

    public static FleetPart all() {
        return ALL;
    }

    public static FleetPart ofOffice(String officeId) {
        return new FleetPart(Optional.of(officeId), Optional.empty());
    }

    public static FleetPart ofGroup(String group) {
        return new FleetPart(Optional.empty(), Optional.of(group));
    }
}
