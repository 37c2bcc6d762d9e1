package io.fettle.notification;

import io.fettle.api.Digest;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.ListenerTls;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.notification.TestPki.Owner;
import java.io.IOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Proxy;
import java.net.ServerSocket;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;

/** The notification server on a free port, with certificates that were made for it. */
final class NotificationRig implements AutoCloseable {
    final TestPki pki = new TestPki();
    final MqttNotification notification;
    final int port;
    private final Owner server = pki.issue("localhost");
    private final Map<X509Certificate, Peer> known = new ConcurrentHashMap<>();
    private final BlockingQueue<AuditEntry> audited = new LinkedBlockingQueue<>();

    NotificationRig(int maxConnections) throws IOException {
        port = freePort();
        ListenerTls tls = () -> pki.server(server);
        notification = new MqttNotification(
                context(),
                new Config(port, maxConnections),
                tls,
                chain -> Optional.ofNullable(known.get(chain.get(0))),
                audited::add);
    }

    /** A computer with a certificate that the server knows. */
    Owner computer(String id) {
        Owner owner = pki.issue(id);
        known.put(
                owner.certificate(),
                new Peer(PeerRole.AGENT, id, KeyId.of(owner.certificate().getPublicKey())));
        return owner;
    }

    void revoke(Owner computer) {
        known.remove(computer.certificate());
    }

    MqttClient connect(@Nullable Owner own) throws IOException {
        return new MqttClient(pki.client(own), port);
    }

    AuditEntry nextAudit() throws InterruptedException {
        AuditEntry entry = audited.poll(10, TimeUnit.SECONDS);
        if (entry == null) {
            throw new AssertionError("Nothing came into the audit");
        }
        return entry;
    }

    @Override
    public void close() {
        notification.stop();
    }

    static Peer peer(String id) {
        return new Peer(PeerRole.AGENT, id, new KeyId(Digest.of(new byte[] {1})));
    }

    static List<X509Certificate> none() {
        return List.of();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** A framework without a single property. */
    private static BundleContext context() {
        return (BundleContext) Proxy.newProxyInstance(
                NotificationRig.class.getClassLoader(),
                new Class<?>[] {BundleContext.class},
                (proxy, method, given) -> {
                    if (!method.getName().equals("getProperty")) {
                        throw new UnsupportedOperationException(method.getName());
                    }
                    return null;
                });
    }

    private record Config(int port, int max_connections) implements NotificationConfig {
        @Override
        public String bind_address() {
            return "127.0.0.1";
        }

        @Override
        public int handshake_seconds() {
            return 10;
        }

        @Override
        public Class<? extends Annotation> annotationType() {
            return NotificationConfig.class;
        }
    }
}
