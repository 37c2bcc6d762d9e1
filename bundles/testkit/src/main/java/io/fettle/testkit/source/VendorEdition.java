package io.fettle.testkit.source;

import io.fettle.api.Digest;
import java.time.Instant;
import java.util.Map;

/**
 * What a vendor serves at one time.
 *
 * @param read when it is read
 * @param files by uri; all of them
 */
public record VendorEdition(Instant read, Map<String, byte[]> files) {
    public VendorEdition {
        files = Map.copyOf(files);
    }

    /** Has the feed serve it, every file with a validator of its own. */
    void publish(MemoryFeed feed) {
        feed.at(read);
        files.forEach((uri, content) -> feed.serve(uri, content)
                .validator(uri, "etag \"" + Digest.of(content).hex() + '"'));
    }
}
