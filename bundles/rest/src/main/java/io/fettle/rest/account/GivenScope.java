package io.fettle.rest.account;

import io.fettle.api.FettleException;
import io.fettle.api.Scope;
import io.fettle.rest.access.Visitor;
import io.fettle.rest.capability.Capabilities;
import io.fettle.rest.list.Given;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads what an account shall see. Everything has to be asked for: a forgotten list must not mean it. */
final class GivenScope {
    private static final int MAX_OFFICES = 1_000;

    private final Capabilities capabilities;

    GivenScope(Capabilities capabilities) {
        this.capabilities = capabilities;
    }

    /** Empty where nothing is said. */
    Optional<Scope> read(@Nullable Boolean everything, @Nullable List<@Nullable String> offices, Visitor visitor) {
        if (everything == null && offices == null) {
            return Optional.empty();
        }
        List<String> ids = Given.list("offices", offices, MAX_OFFICES);
        if (Boolean.TRUE.equals(everything) != ids.isEmpty()) {
            throw Given.invalid("everything", "true, or else offices names at least one office");
        }
        if (ids.isEmpty()) {
            return Optional.of(Scope.all());
        }
        if (ids.stream().anyMatch(id -> !visible(id, visitor))) {
            throw unknown();
        }
        return Optional.of(Scope.ofOffices(Set.copyOf(ids)));
    }

    private boolean visible(String office, Visitor visitor) {
        return capabilities.offices().get().find(office, visitor.scope()).isPresent();
    }

    private static FettleException unknown() {
        return Given.invalid("offices", "ids of offices that you may see; list them at /api/v1/offices");
    }
}
