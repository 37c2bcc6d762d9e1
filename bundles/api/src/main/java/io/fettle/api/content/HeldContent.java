package io.fettle.api.content;

import io.fettle.api.Digest;
import java.io.IOException;
import java.util.function.Consumer;

/** Lists the depot. Thread-safe; reads the disk. */
public interface HeldContent {
    /** Hands over what is held, in any order; what comes or goes meanwhile may be among it or not. */
    void each(Consumer<Digest> reader) throws IOException;
}
