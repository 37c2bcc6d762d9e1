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

    private final CatalogPublisher publisher;
    private final Depot depot;

    SourceRun(CatalogPublisher publisher, Depot depot) {
        this.publisher = publisher;
        this.depot = depot;
    }

    /** Never fails, whatever the plug-in does. */
    SyncResult run(String id, PatchSource source, SourceContext context, Cancellation cancellation) {
        try (CatalogPublisher.Draft draft = publisher.stage(id)) {
            SyncResult result = source.sync(context, new RevocableSink(depot, draft, cancellation));
            boolean publish = result instanceof SyncResult.Completed;
            if (!cancellation.finish()) {
                return interrupted("source.cancelled");
            }
            if (publish && !draft.isEmpty()) {
                draft.publish();
            }
            return result;
        } catch (PrivateAddressException e) {
            return new SyncResult.Refused(
                    Reason.of("source.private_address", "host", e.host(), "address", e.address()));
        } catch (IOException e) {
            return cancellation.isCancelled() ? interrupted("source.cancelled") : unreachable(id, e);
        } catch (FettleException e) {
            boolean full = e.code() == ContentError.NO_SPACE;
            return new SyncResult.Interrupted(
                    Reason.of(full ? "source.no_space" : "source.failed", "detail", String.valueOf(e.getMessage())));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            if (cancellation.isCancelled()) {
                return interrupted("source.cancelled");
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

    private static SyncResult interrupted(String code) {
        return new SyncResult.Interrupted(Reason.of(code));
    }
}
