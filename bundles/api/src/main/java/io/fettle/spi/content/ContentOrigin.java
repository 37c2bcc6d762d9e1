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
        /**
         * Size in bytes as promised by verified metadata, or as the origin says; then it may ask over the network, within
         * time-outs of its own.
         *
         * @throws BusyOriginException where it is to be asked again later
         */
        long size() throws IOException;

        /** For logs and errors: a URL or a relay's address, without credentials. */
        String name();

        /**
         * Starts reading at {@code offset} (0 for the whole). The stream delivers the rest or fails; it has time-outs of
         * its own. An origin that cannot resume delivers from 0 and says so by {@link Body#offset}.
         *
         * @throws BusyOriginException where it is to be asked again later
         */
        Body open(long offset) throws IOException;
    }

    /** @param offset where {@code stream} really starts */
    record Body(long offset, InputStream stream) {}
}
