package io.fettle.sources;

import io.fettle.spi.source.Fetcher;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.LongSupplier;

/** What a run reads with: bounded, not endlessly slow, and over when the run is. For one thread. */
final class RunFetcher implements Fetcher {
    private static final long WINDOW_NANOS = 60_000_000_000L;
    private static final long BYTES_PER_WINDOW = 60L * 1024;

    private final VendorFiles files;
    private final Cancellation cancellation;
    private final LongSupplier nanoTime;

    RunFetcher(VendorFiles files, Cancellation cancellation, LongSupplier nanoTime) {
        this.files = files;
        this.cancellation = cancellation;
        this.nanoTime = nanoTime;
    }

    @Override
    public Fetched fetch(Request request) throws IOException {
        cancellation.requireUsable();
        Answer answer = files.get(request.path(), 0, request.known());
        return new Tracked(answer, new Bounded(answer.stream(), request));
    }

    private final class Tracked implements Fetched {
        private final Answer answer;
        private final InputStream bounded;

        Tracked(Answer answer, InputStream bounded) {
            this.answer = answer;
            this.bounded = bounded;
        }

        @Override
        public Status status() {
            return answer.status();
        }

        @Override
        public InputStream stream() {
            return bounded;
        }

        @Override
        public Optional<String> validator() {
            return answer.validator();
        }

        @Override
        public void close() throws IOException {
            answer.stream().close();
        }
    }

    /** Delivers as many bytes as allowed, then fails where there are more. */
    private final class Bounded extends FilterInputStream {
        private final Request request;
        private long left;
        private long windowStart = nanoTime.getAsLong();
        private long inWindow;

        Bounded(InputStream in, Request request) {
            super(in);
            this.request = request;
            this.left = request.maxBytes();
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            cancellation.requireUsable();
            if (left == 0) {
                if (in.read() >= 0) {
                    throw new IOException(request.path() + " has more than " + request.maxBytes() + " bytes");
                }
                return -1;
            }
            int count = in.read(buffer, offset, (int) Math.min(length, left));
            if (count > 0) {
                left -= count;
                requireSpeed(count);
            }
            return count;
        }

        private void requireSpeed(int count) throws IOException {
            inWindow += count;
            long now = nanoTime.getAsLong();
            if (now - windowStart < WINDOW_NANOS) {
                return;
            }
            if (inWindow < BYTES_PER_WINDOW) {
                throw new IOException(request.path() + " comes slower than 1 KiB/s");
            }
            windowStart = now;
            inWindow = 0;
        }

        @Override
        public long skip(long count) {
            return 0;
        }

        @Override
        public boolean markSupported() {
            return false;
        }
    }
}
