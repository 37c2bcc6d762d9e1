package io.fettle.depot;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.content.ContentError;
import io.fettle.api.content.Depot;
import io.fettle.spi.content.BusyOriginException;
import io.fettle.spi.content.ContentOrigin;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Brings one piece of content into the depot, from whichever origin delivers it. For one thread, once. */
final class Download {
    private static final int BUFFER = 64 * 1024;

    private final Digest digest;
    private final ContentFiles files;
    private final Retries retries;
    private final LongSupplier nanoTime;
    private final DepotCounts counts;

    private boolean mismatched;
    private @Nullable IOException last;
    private Optional<String> writer = Optional.empty();

    Download(Digest digest, ContentFiles files, Retries retries, LongSupplier nanoTime, DepotCounts counts) {
        this.digest = digest;
        this.files = files;
        this.retries = retries;
        this.nanoTime = nanoTime;
        this.counts = counts;
    }

    /** @throws FettleException as {@link Depot#fetch} */
    void run(Supplier<List<ContentOrigin>> origins) throws IOException, InterruptedException {
        int busy = 0;
        for (int failed = 0; failed < retries.rounds() && busy < Retries.MAX_BUSY; ) {
            Round round = new Round();
            if (round.delivered(origins.get())) {
                return;
            }
            if (!round.known) {
                throw new FettleException(ContentError.UNKNOWN_CONTENT, "No origin knows content " + digest);
            }
            if (round.busy.isPresent()) {
                busy++;
                retries.pauseWhileBusy(round.busy.get());
            } else if (++failed < retries.rounds()) {
                retries.pauseAfter(failed);
            }
        }
        String detail = last == null ? "no attempt was made" : String.valueOf(last.getMessage());
        throw new FettleException(
                ContentError.ORIGIN_FAILED, "No origin could deliver content " + digest + "; last: " + detail, last);
    }

    /** Every origin is asked once. */
    private final class Round {
        private boolean known;
        private Optional<Duration> busy = Optional.empty();

        boolean delivered(List<ContentOrigin> origins) throws InterruptedException {
            for (ContentOrigin origin : origins) {
                requireNotStopped();
                Optional<ContentOrigin.Location> location = origin.locate(digest);
                if (location.isPresent()) {
                    known = true;
                    if (delivered(location.get())) {
                        return true;
                    }
                }
            }
            return false;
        }

        private boolean delivered(ContentOrigin.Location location) {
            try {
                deliver(location);
                return true;
            } catch (BusyOriginException e) {
                busy = Optional.of(e.retryAfter());
                last = named(location, e);
            } catch (IOException e) {
                last = named(location, e);
            }
            return false;
        }
    }

    private static IOException named(ContentOrigin.Location location, IOException failure) {
        return new IOException(location.name() + ": " + failure.getMessage(), failure);
    }

    private static void requireNotStopped() throws InterruptedException {
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedException("The depot is stopping");
        }
    }

    private void deliver(ContentOrigin.Location location) throws IOException {
        if (files.holds(digest)) {
            return;
        }
        long size = location.size();
        if (size < 0 || size > Depot.MAX_SIZE) {
            throw new IOException("promises " + size + " bytes, which is out of bounds");
        }
        Path partial = files.partial(digest);
        dropUnusable(partial, size, location.name());
        long start = Files.exists(partial) ? Files.size(partial) : 0;
        files.requireSpace(size - start);
        MessageDigest hash = Digest.sha256();
        try (FileChannel channel = FileChannel.open(
                partial, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            hashUpTo(channel, start, hash);
            writer = Optional.of(location.name());
            if (start < size) {
                receive(location, size, start, channel, hash);
            }
            channel.force(true);
        }
        if (!Digest.ofHash(hash.digest()).equals(digest)) {
            mismatched = true;
            Files.deleteIfExists(partial);
            throw new IOException("delivered bytes that are not content " + digest);
        }
        files.adopt(partial, digest);
        counts.pulled();
    }

    /**
     * After bytes of several origins together came out wrong, only an origin's own part is continued: otherwise one that
     * delivers rubbish and breaks off would spoil every other one's work for ever.
     */
    private void dropUnusable(Path partial, long size, String name) throws IOException {
        boolean foreign = mismatched && !writer.equals(Optional.of(name));
        if (Files.exists(partial) && (foreign || Files.size(partial) > size)) {
            Files.delete(partial);
        }
    }

    private static void hashUpTo(FileChannel channel, long length, MessageDigest hash) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        channel.position(0);
        long done = 0;
        while (done < length) {
            buffer.clear().limit((int) Math.min(BUFFER, length - done));
            int count = channel.read(buffer);
            if (count < 0) {
                throw new IOException("the partial download became shorter while it was read");
            }
            hash.update(buffer.flip());
            done += count;
        }
    }

    private void receive(
            ContentOrigin.Location location, long size, long start, FileChannel channel, MessageDigest hash)
            throws IOException {
        ContentOrigin.Body body = location.open(start);
        try (InputStream stream = body.stream()) {
            if (body.offset() == 0) {
                channel.truncate(0);
                hash.reset();
            } else if (body.offset() != start) {
                throw new IOException("was asked for offset " + start + " but answered from " + body.offset());
            }
            copy(stream, size, channel, hash);
        }
    }

    private void copy(InputStream stream, long size, FileChannel channel, MessageDigest hash) throws IOException {
        MinimumSpeed speed = new MinimumSpeed(nanoTime);
        byte[] buffer = new byte[BUFFER];
        long total = channel.size();
        channel.position(total);
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            total += count;
            counts.received(count);
            if (total > size) {
                channel.truncate(0);
                throw new IOException("delivers more than the promised " + size + " bytes");
            }
            hash.update(buffer, 0, count);
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            speed.received(count);
        }
        if (total < size) {
            throw new IOException("broke off after " + total + " of " + size + " bytes");
        }
    }
}
