package io.fettle.testkit.source;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.SourceContext;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;

/**
 * A run that is cancelled after so many steps, as an engine does it: from then on fetcher, streams and sink fail. A step
 * is a request, a read, or something handed over. Not thread-safe.
 */
final class FailingRun implements SourceContext, FeedSink {
    private final SourceContext context;
    private final FeedSink sink;
    private long stepsLeft;
    private int callsAfterwards;
    private int writesAfterwards;

    FailingRun(SourceContext context, FeedSink sink, long steps) {
        this.context = context;
        this.sink = sink;
        this.stepsLeft = steps;
    }

    /** Steps that are left; below zero once it has failed. */
    long stepsLeft() {
        return stepsLeft;
    }

    /** Requests and reads after the first one that failed. */
    int callsAfterwards() {
        return callsAfterwards;
    }

    /** What was handed over after the first call that failed. */
    int writesAfterwards() {
        return writesAfterwards;
    }

    @Override
    public Clock clock() {
        return context.clock();
    }

    @Override
    public String cursor() {
        return context.cursor();
    }

    @Override
    public boolean everything() {
        return context.everything();
    }

    @Override
    public Fetcher fetcher(URI root) {
        Fetcher fetcher = context.fetcher(root);
        return request -> {
            read();
            return new Answer(fetcher.fetch(request));
        };
    }

    @Override
    public void progress(String step, long done, long total) {
        context.progress(step, done, total);
    }

    @Override
    public boolean cancelled() {
        return stepsLeft <= 0;
    }

    private void read() throws IOException {
        callsAfterwards += stepsLeft < 0 ? 1 : 0;
        if (--stepsLeft < 0) {
            throw new InterruptedIOException("The run is over");
        }
    }

    private void write() {
        writesAfterwards += stepsLeft < 0 ? 1 : 0;
        if (--stepsLeft < 0) {
            throw new IllegalStateException("The run is over; its sink takes nothing any more");
        }
    }

    @Override
    public boolean holds(Digest digest) {
        write();
        return sink.holds(digest);
    }

    @Override
    public void keep(Digest digest, long size, InputStream bytes) throws IOException {
        write();
        sink.keep(digest, size, bytes);
    }

    @Override
    public InputStream read(Digest digest) throws IOException {
        write();
        return sink.read(digest);
    }

    @Override
    public void repository(OfferedRepository repository) {
        write();
        sink.repository(repository);
    }

    @Override
    public boolean index(MirroredSuite.Index index, Digest basis) throws IOException {
        write();
        return sink.index(index, basis);
    }

    @Override
    public void offered(OfferedPackage offered) {
        write();
        sink.offered(offered);
    }

    @Override
    public boolean collection(String name, Digest basis) throws IOException {
        write();
        return sink.collection(name, basis);
    }

    @Override
    public void advisory(Advisory advisory) {
        write();
        sink.advisory(advisory);
    }

    @Override
    public void note(VulnerabilityNote note) {
        write();
        sink.note(note);
    }

    /** Reads in small pieces, so that a run may end within a file. */
    private final class Answer implements Fetcher.Fetched {
        private static final int PIECE = 512;

        private final Fetcher.Fetched answer;

        Answer(Fetcher.Fetched answer) {
            this.answer = answer;
        }

        @Override
        public Fetcher.Status status() {
            return answer.status();
        }

        @Override
        public InputStream stream() {
            return new FilterInputStream(answer.stream()) {
                @Override
                public int read() throws IOException {
                    FailingRun.this.read();
                    return in.read();
                }

                @Override
                public int read(byte[] buffer, int offset, int length) throws IOException {
                    FailingRun.this.read();
                    return in.read(buffer, offset, Math.min(PIECE, length));
                }
            };
        }

        @Override
        public Optional<String> validator() {
            return answer.validator();
        }

        @Override
        public void close() throws IOException {
            answer.close();
        }
    }
}
