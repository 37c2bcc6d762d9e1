package io.fettle.sources;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.content.ContentError;
import io.fettle.api.content.Depot;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs a source once: stages what it hands over and publishes all of it or nothing. Thread-safe. */
final class SourceRun {
    private static final Logger LOG = LoggerFactory.getLogger(SourceRun.class);

    private static final int MAX_CURSOR = 4_000;

    private final CatalogPublisher publisher;
    private final Depot depot;
    private final long mostFacts;

    SourceRun(CatalogPublisher publisher, Depot depot) {
        this(publisher, depot, RunBounds.MOST);
    }

    /** @param mostFacts that one run may hand over */
    SourceRun(CatalogPublisher publisher, Depot depot, long mostFacts) {
        this.publisher = publisher;
        this.depot = depot;
        this.mostFacts = mostFacts;
    }

    /** Never fails, whatever the plug-in does. */
    SyncResult run(String id, PatchSource source, SourceContext context, Cancellation cancellation) {
        try (CatalogPublisher.Draft draft = publisher.stage(id)) {
            RunBounds bounds = new RunBounds(mostFacts);
            SyncResult result =
                    requireUsable(source.sync(context, new RevocableSink(depot, draft, cancellation, bounds)));
            boolean publish = result instanceof SyncResult.Completed;
            if (!cancellation.finish()) {
                return cancelled(cancellation);
            }
            if (publish && !draft.isEmpty()) {
                draft.publish();
            }
            return result;
        } catch (PrivateAddressException e) {
            return new SyncResult.Refused(
                    Reason.of("source.private_address", "host", e.host(), "address", e.address()));
        } catch (RunBounds.TooMuchException e) {
            LOG.warn("Source {} does not come to an end: {}", id, e.getMessage());
            return new SyncResult.Interrupted(Reason.of("source.too_much", "most", String.valueOf(mostFacts)));
        } catch (IOException e) {
            return cancellation.isCancelled() ? cancelled(cancellation) : unreachable(id, e);
        } catch (FettleException e) {
            boolean full = e.code() == ContentError.NO_SPACE;
            return new SyncResult.Interrupted(
                    Reason.of(full ? "source.no_space" : "source.failed", "detail", String.valueOf(e.getMessage())));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            if (cancellation.isCancelled()) {
                return cancelled(cancellation);
            }
            LOG.error("Source {} failed for a fault in its plug-in", id, e);
            return new SyncResult.Interrupted(
                    Reason.of("source.failed", "detail", e.getClass().getSimpleName()));
        } finally {
            cancellation.revoke();
        }
    }

    private static SyncResult unreachable(String id, IOException e) {
        LOG.debug("Source {} could not be read", id, e);
        String detail = e.getMessage() == null ? "" : ": " + e.getMessage();
        return new SyncResult.Interrupted(
                Reason.of("source.unreachable", "detail", e.getClass().getSimpleName() + detail));
    }

    /** Before anything is published: a result that could not be kept would be read again for ever. */
    private static SyncResult requireUsable(SyncResult result) {
        int cursor = result.fold(completed -> completed.cursor().length(), interrupted -> 0, refused -> 0);
        if (cursor > MAX_CURSOR) {
            throw new IllegalArgumentException("A cursor has at most " + MAX_CURSOR + " characters, not " + cursor);
        }
        return result;
    }

    private static SyncResult cancelled(Cancellation cancellation) {
        return new SyncResult.Interrupted(Reason.of(cancellation.reason()));
    }
}
