package io.fettle.api;

import java.util.Set;

/**
 * What a reader may see. Every read takes one. {@code offices} holds the ids of the remote offices that are visible;
 * {@code everything} makes it irrelevant.
 */
public record Scope(boolean everything, Set<String> offices) {
    public Scope {
        offices = Set.copyOf(offices);
    }

    public static Scope all() {
        return new Scope(true, Set.of());
    }

    public static Scope ofOffices(Set<String> offices) {
        return new Scope(false, offices);
    }

    public boolean sees(String office) {
        return everything || offices.contains(office);
    }

    /** Whether whoever has this sees all that the other sees. */
    public boolean includes(Scope other) {
        return everything || (!other.everything && offices.containsAll(other.offices));
    }
}
