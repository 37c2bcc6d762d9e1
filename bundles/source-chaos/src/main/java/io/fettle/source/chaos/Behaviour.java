package io.fettle.source.chaos;

import io.fettle.api.Digest;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.locks.LockSupport;

/** What the second run and all later ones do. */
enum Behaviour {
    /** Never ends by itself, never looks whether it should; only a sink that fails stops it. */
    SLOW {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "slow").one(4, "1");
            while (true) {
                context.progress("source.advisories", 1, 0);
                sink.holds(NOTHING);
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    },
    /** Always has one more. */
    ENDLESS {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover handover = Handover.of(sink, "endless");
            for (long number = 1; true; number++) {
                handover.one(number, "1");
            }
        }
    },
    /** Each again and again, older revisions last. */
    DUPLICATED {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover handover = Handover.of(sink, "duplicated");
            for (int round = 9; round > 0; round--) {
                handover.backwards();
                handover.one(1, String.valueOf(round));
            }
            return done();
        }
    },
    /** One collection twice in one run. */
    DUPLICATED_COLLECTION {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "once").one(4, "1");
            Handover.of(sink, "twice").one(5, "1");
            return done();
        }
    },
    REORDERED {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "reordered").backwards();
            return done();
        }
    },
    /** One is left of three. */
    WITHDRAWN {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "withdrawn").one(2, "2");
            return done();
        }
    },
    /** Texts beyond all bounds, with what breaks terminals and pages. */
    HOSTILE_TEXT {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "text")
                    .one(Handover.advisory(4, "x".repeat(BEYOND))
                            .title("<script>alert(1)</script>\u001b[2J\u202e" + "x".repeat(BEYOND))
                            .summary("y".repeat(BEYOND))
                            .build());
            return done();
        }
    },
    /** Falls over in the middle in the way that nobody catches. */
    HOSTILE_ERROR {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "error").one(4, "1");
            throw new StackOverflowError("on purpose");
        }
    },
    /** A class that is not there any more. */
    HOSTILE_LINKAGE {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "linkage").one(4, "1");
            throw new NoClassDefFoundError("io/fettle/source/chaos/Gone");
        }
    },
    /** A cursor that nobody can store. */
    HOSTILE_CURSOR {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "cursor").one(4, "1");
            return new SyncResult.Completed("x".repeat(BEYOND));
        }
    },
    /** Bytes under the name of others. */
    HOSTILE_BYTES {
        @Override
        SyncResult run(SourceContext context, FeedSink sink) throws IOException {
            Handover.of(sink, "bytes").one(4, "1");
            byte[] other = "not nothing".getBytes(StandardCharsets.US_ASCII);
            sink.keep(NOTHING, other.length, new ByteArrayInputStream(other));
            return done();
        }
    };

    private static final int BEYOND = 1_000_000;
    private static final long PAUSE_NANOS = 10_000_000;
    private static final Digest NOTHING = Digest.of(new byte[0]);

    abstract SyncResult run(SourceContext context, FeedSink sink) throws IOException;

    private static SyncResult done() {
        return new SyncResult.Completed("ran");
    }
}
