package io.fettle.member;

import java.io.IOException;
import java.io.InputStream;

/** Requests to a server or relay. Blocks within limits of its own; thread-safe. */
public interface Transport {
    /** @throws IOException also for every answer that is not a 200, and for one longer than {@code maxAnswer} */
    byte[] post(ServerAddress to, String path, String contentType, byte[] body, int maxAnswer) throws IOException;

    /** Asks for content from {@code offset} on. */
    Body get(ServerAddress from, String path, long offset) throws IOException;

    /** How long content is; {@code HEAD}. */
    long size(ServerAddress at, String path) throws IOException;

    /**
     * The bytes of an answer as they come; the receiver closes it.
     *
     * @param offset where they begin: the one asked for, or 0 where the other side knows no ranges
     */
    record Body(InputStream stream, long offset) implements AutoCloseable {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }
}
