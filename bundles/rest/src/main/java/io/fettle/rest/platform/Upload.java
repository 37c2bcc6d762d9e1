package io.fettle.rest.platform;

import io.fettle.api.Digest;
import java.nio.file.Path;

/** An uploaded file, in a directory of its own that nobody else can read. @param directory nothing else is in it */
record Upload(Path directory, Path file, Kind kind, Digest digest, long size) {
    enum Kind {
        BUNDLE,
        FEATURES,
        KAR
    }

    String fileName() {
        return String.valueOf(file.getFileName());
    }
}
