package io.fettle.rest.capability;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A service that may be here now or not. Asked anew for every request and never kept, so that a capability can leave and
 * come back while the API stays. Thread-safe.
 */
public final class Capability<T> {
    private final String name;
    private final Supplier<@Nullable T> source;

    public Capability(String name, Supplier<@Nullable T> source) {
        this.name = name;
        this.source = source;
    }

    /** @throws FettleException CAPABILITY_ABSENT */
    public T get() {
        return find().orElseThrow(() -> new FettleException(
                RestError.CAPABILITY_ABSENT,
                "The capability " + name + " is not deployed in this server now; deploy its bundle and try again"));
    }

    public Optional<T> find() {
        return Optional.ofNullable(source.get());
    }

    public String name() {
        return name;
    }
}
