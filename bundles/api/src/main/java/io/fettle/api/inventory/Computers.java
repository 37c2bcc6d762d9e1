package io.fettle.api.inventory;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads the computers. Thread-safe; answered from memory. */
public interface Computers {
    Optional<Computer> find(ComputerId id, Scope scope);

    Page<Computer> list(Filter filter, Scope scope, PageRequest page);

    List<InstalledPackage> packages(ComputerId id, Scope scope);

    Optional<Inventory> inventory(ComputerId id, Scope scope);

    /**
     * @param text part of host name, address or id; empty for all
     * @param only only these computers, where present
     * @param sort {@code hostname}, {@code lastSeen} or {@code office}, with a leading minus for descending
     */
    record Filter(
            Optional<String> text,
            Optional<String> officeId,
            Optional<String> group,
            Optional<Computer.State> state,
            Optional<Set<ComputerId>> only,
            String sort) {
        /** Of all groups. */
        public Filter(
                Optional<String> text,
                Optional<String> officeId,
                Optional<Computer.State> state,
                Optional<Set<ComputerId>> only,
                String sort) {
            this(text, officeId, Optional.empty(), state, only, sort);
        }

        public static Filter none() {
            return new Filter(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "hostname");
        }
    }
}
