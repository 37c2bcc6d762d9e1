package io.fettle.rest.computer;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.ComputerId;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import org.jspecify.annotations.Nullable;

/** What computers call themselves, for lists of others' answers about them. */
public final class Hostnames {
    private Hostnames() {}

    /** Null where the computer has not said it, or the inventory is absent. */
    public static @Nullable String of(ComputerId computer, Capabilities capabilities, Visitor visitor) {
        return capabilities
                .computers()
                .find()
                .flatMap(computers -> computers.find(computer, visitor.scope()))
                .flatMap(found -> found.facts().map(ComputerFacts::hostname))
                .orElse(null);
    }
}
