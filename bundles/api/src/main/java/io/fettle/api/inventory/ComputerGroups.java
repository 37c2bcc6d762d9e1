package io.fettle.api.inventory;

import io.fettle.api.Scope;
import java.util.Set;

/** Groups of computers, as far as they have members. Thread-safe; answered from memory. */
public interface ComputerGroups {
    /** Names of the groups that visible computers belong to. */
    Set<String> names(Scope scope);

    /** Whether the scope sees every computer of the group; true also where it has none. */
    boolean seesAll(String group, Scope scope);
}
