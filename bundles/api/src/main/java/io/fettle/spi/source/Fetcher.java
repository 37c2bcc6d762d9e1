package io.fettle.spi.source;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads files below one root. Has time-outs, sends no credentials, follows few redirects and none to a weaker scheme. */
public interface Fetcher {
    /**
     * Asks for one file.
     *
     * @throws IOException where the server can't be reached or answers with an error other than "not there"
     */
    Fetched fetch(Request request) throws IOException;

    /**
     * One file.
     *
     * @param path below the root, with slashes, not encoded, without empty, {@code .} or {@code ..} segments
     * @param maxBytes the stream fails after so many bytes
     * @param known validator of the copy that we have; where it still holds, the answer is {@link Status#UNCHANGED}
     */
    record Request(String path, long maxBytes, Optional<String> known) {
        public static Request of(String path, long maxBytes) {
            return new Request(path, maxBytes, Optional.empty());
        }
    }

    /** What became of a request. */
    enum Status {
        FOUND,
        /** The copy that we have is current. */
        UNCHANGED,
        /** The server says that it has no such file. */
        MISSING
    }

    /** The answer; to be closed. */
    interface Fetched extends Closeable {
        Status status();

        /** The bytes; empty unless FOUND. */
        InputStream stream();

        /** To be given as {@link Request#known} another time, at most 300 characters; empty where the server offers none. */
        Optional<String> validator();
    }
}
