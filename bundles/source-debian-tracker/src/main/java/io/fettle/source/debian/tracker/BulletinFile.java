package io.fettle.source.debian.tracker;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.spi.source.Cursor;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Freshness;
import io.fettle.spi.source.SourceContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A list of advisories within one run. */
record BulletinFile(TrackerFile file, TrackerFile.Edition edition, Bulletins bulletins) {
    static BulletinFile read(TrackerFile file, SourceContext context, Releases releases)
            throws IOException, RefusedException {
        List<Bulletins> read = new ArrayList<>(1);
        TrackerFile.Edition edition =
                file.readAnew(context, (content, what) -> read.add(BulletinReader.read(content, what, releases)));
        return new BulletinFile(file, edition, read.get(0));
    }

    /** A list only grows: one whose newest entry is older than before is an old copy. */
    void requireFresh(Cursor before, Instant now) throws RefusedException {
        Optional<Instant> known = before.find(file.key() + ".newest", Instant::parse);
        Optional<Reason> objection = Freshness.objection(bulletins.newest(), known, now);
        if (objection.isPresent()) {
            throw new RefusedException(objection.get());
        }
    }

    void handOver(FeedSink sink, String readAs) throws IOException {
        Digest basis = Digest.of((readAs + edition.digest()).getBytes(StandardCharsets.UTF_8));
        if (sink.collection(file.key(), basis)) {
            bulletins.advisories().forEach(sink::advisory);
        }
    }

    /** The cursor with what a later run needs to tell an old copy. */
    Cursor write(Cursor cursor) {
        return cursor.with(file.key() + ".newest", bulletins.newest().toString());
    }
}
