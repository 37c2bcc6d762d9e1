package io.fettle.source.rpm;

import java.util.Map;

/** Which package belongs to which stream of which module. Immutable. */
final class Modules {
    static final Modules NONE = new Modules(Map.of());

    private final Map<String, String> streams;

    /** @param streams {@code name:stream} by package, as {@link Nevra#toString} writes it */
    Modules(Map<String, String> streams) {
        this.streams = streams;
    }

    /** {@code name:stream}; empty for a package of no module. */
    String streamOf(Nevra nevra) {
        // Most repositories have no modules, and a name for every package would be made for nothing.
        return streams.isEmpty() ? "" : streams.getOrDefault(nevra.toString(), "");
    }

    int size() {
        return streams.size();
    }
}
