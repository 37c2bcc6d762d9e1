package io.fettle.depot;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The streams being read from origins, so that stopping does not wait for a server that is silent. Thread-safe. */
final class OpenStreams {
    private final Set<InputStream> open = ConcurrentHashMap.newKeySet();
    private volatile boolean stopped;

    InputStream track(InputStream stream) throws IOException {
        open.add(stream);
        if (stopped) {
            closeAll();
            throw new IOException("the depot is stopping");
        }
        return new FilterInputStream(stream) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                return in.read(buffer, offset, length);
            }

            @Override
            public void close() throws IOException {
                open.remove(stream);
                super.close();
            }
        };
    }

    void stop() {
        stopped = true;
        closeAll();
    }

    private void closeAll() {
        for (InputStream stream : open) {
            open.remove(stream);
            try {
                stream.close();
            } catch (IOException e) {
                // The reader notices; there is nobody else to tell.
                continue;
            }
        }
    }
}
