package io.fettle.spi.content;

import io.fettle.api.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Plug-in (0..n): knows where some content can be fetched from. Thread-safe. */
public interface ContentOrigin {
    /** Empty where this origin does not know the content. Does no network traffic. */
    Optional<Location> locate(Digest digest);

    /** One place that delivers one piece of content. */
    interface Location {
        /** Size in bytes as promised by verified metadata. */
        long size();

        /** For logs and errors: a URL or a relay's address, without credentials. */
        String name();

        /**
         * Starts reading at {@code offset} (0 for the whole). The stream delivers the rest or fails; it has time-outs of
         * its own. An origin that cannot resume delivers from 0 and says so by {@link Body#offset}.
         */
        Body open(long offset) throws IOException;
    }

    /** @param offset where {@code stream} really starts */
    record Body(long offset, InputStream stream) {}
}
