package io.fettle.testkit.source;

import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * A vendor's server in memory, and what an engine gives a run that reads from it: the cursor of a completed run comes
 * back in the next one. Its clock stands. Not thread-safe.
 */
public final class MemoryFeed implements SourceContext {
    private final Map<String, Supplier<InputStream>> files = new HashMap<>();
    private final Map<String, String> validators = new HashMap<>();
    private final List<String> requests = new ArrayList<>();
    private final List<String> steps = new ArrayList<>();
    private Instant now;
    private String cursor = "";
    private boolean everything;

    public MemoryFeed(Instant now) {
        this.now = now;
    }

    /** Serves this under its uri, without a validator. */
    public MemoryFeed serve(String uri, byte[] content) {
        return serve(uri, () -> new ByteArrayInputStream(content));
    }

    public MemoryFeed serve(String uri, String content) {
        return serve(uri, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Serves what need not fit into memory. */
    public MemoryFeed serve(String uri, Supplier<InputStream> content) {
        files.put(uri, content);
        validators.remove(uri);
        return this;
    }

    /** From now on the file is the same for whoever knows this. */
    public MemoryFeed validator(String uri, String validator) {
        validators.put(uri, validator);
        return this;
    }

    public MemoryFeed remove(String uri) {
        files.remove(uri);
        return this;
    }

    public MemoryFeed at(Instant time) {
        now = time;
        return this;
    }

    /** What the next run is told that the last one wrote. */
    public MemoryFeed cursor(String text) {
        cursor = text;
        return this;
    }

    /** From now on runs have to hand over everything. */
    public MemoryFeed everythingAgain() {
        everything = true;
        return this;
    }

    /** One run; its cursor is kept where it completed. */
    public SyncResult run(PatchSource source, FeedSink sink) throws IOException {
        requests.clear();
        steps.clear();
        SyncResult result = source.sync(this, sink);
        if (result instanceof SyncResult.Completed completed) {
            cursor = completed.cursor();
        }
        return result;
    }

    /** What the last run asked for, in order; {@code if} before those that only wanted what had changed. */
    public List<String> requests() {
        return requests;
    }

    /** Steps that the last run told of, each once, in order. */
    public List<String> steps() {
        return steps;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Override
    public String cursor() {
        return cursor;
    }

    @Override
    public boolean everything() {
        return everything;
    }

    @Override
    public Fetcher fetcher(URI root) {
        return request -> answer(root + request.path(), request);
    }

    @Override
    public void progress(String step, long done, long total) {
        if (done < 0 || total < 0 || (total > 0 && done > total)) {
            throw new AssertionError(step + ": " + done + " of " + total);
        }
        if (!steps.contains(step)) {
            steps.add(step);
        }
    }

    @Override
    public boolean cancelled() {
        return false;
    }

    private Fetcher.Fetched answer(String uri, Fetcher.Request request) {
        requests.add((request.known().isPresent() ? "if " : "") + uri);
        Supplier<InputStream> content = files.get(uri);
        Optional<String> validator = Optional.ofNullable(validators.get(uri));
        if (content == null) {
            return new Answer(Fetcher.Status.MISSING, InputStream.nullInputStream(), Optional.empty());
        }
        if (validator.isPresent() && validator.equals(request.known())) {
            return new Answer(Fetcher.Status.UNCHANGED, InputStream.nullInputStream(), Optional.empty());
        }
        return new Answer(Fetcher.Status.FOUND, new Limited(content.get(), request.maxBytes()), validator);
    }

    private record Answer(Fetcher.Status status, InputStream stream, Optional<String> validator)
            implements Fetcher.Fetched {
        @Override
        public void close() throws IOException {
            stream.close();
        }
    }

    /** Fails as the engine's fetcher does. */
    private static final class Limited extends FilterInputStream {
        private long left;

        Limited(InputStream in, long maxBytes) {
            super(in);
            left = maxBytes;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = in.read(buffer, offset, length);
            count(Math.max(0, count));
            return count;
        }

        private void count(int bytes) throws IOException {
            left -= bytes;
            if (left < 0) {
                throw new IOException("more bytes than were asked for");
            }
        }
    }
}
