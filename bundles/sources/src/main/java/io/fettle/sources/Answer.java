package io.fettle.sources;

import io.fettle.spi.source.Fetcher;
import java.io.InputStream;
import java.util.Optional;

/**
 * What a vendor's server, or a directory, says to one request. The stream is to be closed.
 *
 * @param offset where the stream starts in the file
 */
record Answer(Fetcher.Status status, InputStream stream, long offset, Optional<String> validator) {
    static Answer without(Fetcher.Status status) {
        return new Answer(status, InputStream.nullInputStream(), 0, Optional.empty());
    }
}
