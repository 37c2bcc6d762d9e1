package io.fettle.itests.vendor;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Hands over one package, says that it stands in the middle, waits until it may go on, hands over another one. */
final class VendorSource implements PatchSource {
    private static final long PATIENCE_SECONDS = 60;

    private final Semaphore reached;
    private final Semaphore open;

    VendorSource(Semaphore reached, Semaphore open) {
        this.reached = reached;
        this.open = open;
    }

    @Override
    public Description describe() {
        return new Description("vendor", List.of(), "", Set.of());
    }

    @Override
    public Optional<Reason> probe(SourceContext context) {
        return Optional.empty();
    }

    @Override
    public SyncResult sync(SourceContext context, FeedSink sink) throws IOException {
        String run = context.cursor().isEmpty() ? "1" : String.valueOf(Integer.parseInt(context.cursor()) + 1);
        sink.repository(repository(keep(sink, "release " + run)));
        MirroredSuite.Stored index = keep(sink, "index " + run);
        boolean wanted = sink.index(new MirroredSuite.Index("main", "amd64", "Packages", index, index));
        offer(sink, wanted, "first", run);
        context.progress("source.download", 1, 2);
        reached.release();
        pass();
        offer(sink, wanted, "second", run);
        return new SyncResult.Completed(run);
    }

    private void pass() throws InterruptedIOException {
        try {
            if (!open.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                throw new InterruptedIOException("The test did not let the source go on");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        }
    }

    private static void offer(FeedSink sink, boolean wanted, String name, String version) {
        if (wanted) {
            Digest digest = Digest.of((name + version).getBytes(StandardCharsets.UTF_8));
            sink.offered(new OfferedPackage(
                    name, version, "amd64", name, version, MultiArch.NO, name + ".deb", 1, digest, 0));
        }
    }

    private static MirroredSuite.Stored keep(FeedSink sink, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        sink.keep(Digest.of(bytes), bytes.length, new ByteArrayInputStream(bytes));
        return new MirroredSuite.Stored(Digest.of(bytes), bytes.length);
    }

    private static OfferedRepository repository(MirroredSuite.Stored release) {
        return new OfferedRepository(
                "http://vendor.example.org/",
                "stable",
                "stable",
                "stable",
                "Vendor",
                "Vendor",
                "1",
                List.of("main"),
                List.of("amd64"),
                false,
                500,
                Instant.EPOCH,
                Optional.empty(),
                release,
                Optional.empty());
    }
}
