package io.fettle.api.mirror;

import java.util.List;
import java.util.Optional;

/** The mirrored metadata. Thread-safe; answered from memory. A suite appears whole or not at all. */
public interface Mirror {
    List<MirroredSuite> suites();

    /** @param uri with or without a trailing slash */
    Optional<MirroredSuite> find(String uri, String suite);
}
