package io.fettle.rest.platform;

import io.fettle.api.Digest;
import java.nio.file.Path;

/** An uploaded file, in a directory of its own that nobody else can read. */
record Upload(Path file, Kind kind, Digest digest, long size) {
    enum Kind {
        BUNDLE,
        FEATURES,
        KAR
    }
}
