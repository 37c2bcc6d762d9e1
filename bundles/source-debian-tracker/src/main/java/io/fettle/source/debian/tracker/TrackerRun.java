package io.fettle.source.debian.tracker;

import io.fettle.spi.source.Cursor;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.SourceContext;
import java.io.IOException;
import java.io.InputStream;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One run over the tracker's files. For one thread, and good for one run. */
final class TrackerRun {
    private final TrackerFiles files;
    private final SourceContext context;
    private final FeedSink sink;
    private final Cursor before;
    /** Whether what the cursor knows was read as it would be read today. */
    private final boolean comparable;

    private final FlawIndex index = new FlawIndex();
    private final List<BulletinFile> announced = new ArrayList<>();
    private Cursor after;
    private boolean same;

    TrackerRun(TrackerFiles files, SourceContext context, FeedSink sink) {
        this.files = files;
        this.context = context;
        this.sink = sink;
        this.before = Cursor.read(context.cursor());
        this.comparable = !context.everything() && before.find("read").equals(Optional.of(files.readAs()));
        this.after = Cursor.empty().with("read", files.readAs());
        this.same = comparable;
    }

    /** The cursor for the next run. */
    Cursor run() throws IOException, RefusedException {
        // 1. One request for each file tells whether anything changed; the greatest one is read as soon as it did.
        Optional<TrackerFile.Edition> changed = files.json()
                .read(context, comparable ? files.json().validator(before) : Optional.empty(), this::readFlaws);
        if (changed.isEmpty() && listsAreUnchanged()) {
            return before;
        }
        // 2. All are read, because what they say of one flaw is put together.
        TrackerFile.Edition json =
                changed.isPresent() ? changed.get() : files.json().readAnew(context, this::readFlaws);
        note(files.json(), json);
        readLists();
        // 3. Only what was read and checked to its end is handed over.
        if (!same) {
            handOver();
        }
        return after;
    }

    private void readFlaws(InputStream content, String what) throws IOException {
        context.progress("source.advisories", 0, 0);
        FlawReader.read(
                content, what, files.releases(), index, packages -> context.progress("source.advisories", packages, 0));
    }

    private boolean listsAreUnchanged() throws IOException, RefusedException {
        for (TrackerFile list : files.lists()) {
            if (!list.isUnchanged(context, before)) {
                return false;
            }
        }
        return true;
    }

    private void readLists() throws IOException, RefusedException {
        if (files.cveList().isPresent()) {
            TrackerFile list = files.cveList().get();
            note(
                    list,
                    list.readAnew(
                            context, (content, what) -> CveListReader.read(content, what, files.releases(), index)));
        }
        for (TrackerFile list : files.bulletins()) {
            BulletinFile read = BulletinFile.read(list, context, files.releases());
            read.requireFresh(before, context.clock().instant());
            note(list, read.edition());
            after = read.write(after);
            announced.add(read);
        }
    }

    private void note(TrackerFile file, TrackerFile.Edition edition) {
        same &= file.is(edition, before);
        after = file.write(after, edition);
    }

    private void handOver() throws IOException {
        int total = index.flaws().size();
        context.progress("source.publish", 0, total);
        int nextYear = context.clock().instant().atOffset(ZoneOffset.UTC).getYear() + 1;
        new FlawCollections(files.readAs(), nextYear).handOver(index.flaws(), sink);
        for (BulletinFile list : announced) {
            list.handOver(sink, files.readAs());
        }
        context.progress("source.publish", total, total);
    }
}
