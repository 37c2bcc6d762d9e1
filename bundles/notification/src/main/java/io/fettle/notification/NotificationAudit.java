package io.fettle.notification;

import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.trust.Peer;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Audits what this port refuses, off the event loops: an entry blocks until it is durable. Thread-safe. */
final class NotificationAudit {
    private static final Logger LOG = LoggerFactory.getLogger(NotificationAudit.class);

    private final Audit audit;
    private final Clock clock;
    private final Executor writer;

    /** @param writer bounded; what it rejects is counted in the log only */
    NotificationAudit(Audit audit, Clock clock, Executor writer) {
        this.audit = audit;
        this.clock = clock;
        this.writer = writer;
    }

    void refused(Peer peer, String action, String what) {
        write(peer.role().name().equals("RELAY") ? "relay:" + peer.id() : "computer:" + peer.id(), action, what);
    }

    void unknown(SocketAddress address) {
        String host =
                address instanceof InetSocketAddress inet ? inet.getAddress().getHostAddress() : "unknown";
        write("address:" + host, "notification.unknown_peer", "");
    }

    private void write(String actor, String action, String what) {
        AuditEntry entry = new AuditEntry(
                clock.instant(),
                actor,
                action,
                "",
                AuditOutcome.REFUSED,
                what.isEmpty() ? Map.of() : Map.of("what", what));
        try {
            writer.execute(() -> audit.record(entry));
        } catch (RejectedExecutionException e) {
            LOG.warn("Too many refusals at once on the notification port: {} by {} is not in the audit", action, actor);
        }
    }
}
