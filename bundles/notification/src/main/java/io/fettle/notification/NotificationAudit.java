package io.fettle.notification;

import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.RefusalAudit;
import io.fettle.api.trust.Peer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Audits what this port refuses, so many a minute as {@link RefusalAudit} lets through, and off the event loops: an entry
 * blocks until it is durable. Thread-safe.
 */
final class NotificationAudit {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationAudit.class);

    private final RefusalAudit refusals;
    private final Audit audit;
    private final Executor writer;

    /** @param writer bounded; what it rejects is counted in the log only */
    NotificationAudit(Audit audit, Clock clock, Executor writer) {
        this.refusals = new RefusalAudit(this::write, clock);
        this.audit = audit;
        this.writer = writer;
    }

    void refused(Peer peer, String action, String what) {
        refusals.refused(peer.actor(), action, () -> Map.of("what", what));
    }

    void unknown(SocketAddress address) {
        String host =
                address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "unknown";
        refusals.refused("address:" + host, "notification.unknown_peer", Map::of);
    }

    private void write(AuditEntry entry) {
        try {
            writer.execute(() -> audit.record(entry));
        } catch (RejectedExecutionException e) {
            LOG.warn(
                    "Too many refusals at once on the notification port: {} by {} is not in the audit",
                    entry.action(),
                    entry.actor());
        }
    }
}
