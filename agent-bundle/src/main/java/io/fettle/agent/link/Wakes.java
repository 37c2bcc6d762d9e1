package io.fettle.agent.link;

import io.fettle.member.Backoff;
import io.fettle.member.ServerAddress;
import io.fettle.protocol.Wire;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Listens for wakes. Whatever is in one is ignored: it only means "poll now", and without any everything works by
 * polling. Thread-safe; the client's threads end with {@link #close}.
 */
public final class Wakes implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Wakes.class);
    private static final int KEEP_ALIVE_SECONDS = 60;
    private static final int CONNECT_SECONDS = 15;
    private static final long CLOSE_MILLIS = 1000;

    private final SSLContext tls;
    private final Supplier<ServerAddress> notifier;
    private final String id;
    private final Runnable wake;
    private final Backoff backoff;
    private final Clock clock;
    private @Nullable MqttAsyncClient client;
    private Instant nextAttempt = Instant.MIN;
    private boolean closed;

    /**
     * @param notifier where to connect, asked at every attempt
     * @param id of this computer
     * @param wake called on a thread of the client; must not block
     */
    public Wakes(
            SSLContext tls, Supplier<ServerAddress> notifier, String id, Runnable wake, Backoff backoff, Clock clock) {
        this.tls = tls;
        this.notifier = notifier;
        this.id = id;
        this.wake = wake;
        this.backoff = backoff;
        this.clock = clock;
    }

    /** Connects where there is no connection and the wait is over; does not block. */
    public synchronized void tick() {
        if (closed || client != null || clock.instant().isBefore(nextAttempt)) {
            return;
        }
        ServerAddress address = notifier.get();
        try {
            MqttAsyncClient connecting = new MqttAsyncClient("ssl://" + address, id, new MemoryPersistence());
            client = connecting;
            Connection events = new Connection(connecting, address);
            connecting.setCallback(events);
            connecting.connect(options(), null, events);
        } catch (MqttException | RuntimeException e) {
            LOG.debug("No wakes from {}", address, e);
            lost(client);
        }
    }

    /** When {@link #tick} has something to do again; empty while there is a connection or an attempt. */
    public synchronized Optional<Instant> nextAttempt() {
        return client == null && !closed ? Optional.of(nextAttempt) : Optional.empty();
    }

    @Override
    public synchronized void close() {
        closed = true;
        discard(client);
        client = null;
    }

    private MqttConnectOptions options() {
        MqttConnectOptions options = new MqttConnectOptions();
        options.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
        options.setSocketFactory(tls.getSocketFactory());
        options.setHttpsHostnameVerificationEnabled(true);
        options.setCleanSession(true);
        options.setAutomaticReconnect(false);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setConnectionTimeout(CONNECT_SECONDS);
        return options;
    }

    private synchronized void lost(@Nullable MqttAsyncClient which) {
        if (client != which || closed) {
            return;
        }
        nextAttempt = clock.instant().plus(backoff.failed());
        client = null;
        discard(which);
    }

    private synchronized void connected() {
        backoff.succeeded();
    }

    private static void discard(@Nullable MqttAsyncClient client) {
        if (client == null) {
            return;
        }
        try {
            if (client.isConnected()) {
                client.disconnectForcibly(0, CLOSE_MILLIS, false);
            }
            client.close(true);
        } catch (MqttException e) {
            LOG.debug("A client did not close cleanly", e);
        }
    }

    /** What happens to one connection; called on the client's threads. */
    private final class Connection implements MqttCallback, IMqttActionListener {
        private final MqttAsyncClient mine;
        private final ServerAddress address;

        Connection(MqttAsyncClient mine, ServerAddress address) {
            this.mine = mine;
            this.address = address;
        }

        @Override
        public void onSuccess(IMqttToken token) {
            try {
                mine.subscribe(Wire.wakeTopic(id), 0);
                connected();
                LOG.info("Wakes come from {}", address);
            } catch (MqttException e) {
                connectionLost(e);
            }
        }

        @Override
        public void onFailure(IMqttToken token, Throwable cause) {
            connectionLost(cause);
        }

        @Override
        public void connectionLost(@Nullable Throwable cause) {
            LOG.debug("No wakes from {}", address, cause);
            // Not here: the client must not be closed on its own callback thread.
            Thread closer = new Thread(() -> lost(mine), "fettle-wakes-close");
            closer.setDaemon(true);
            closer.start();
        }

        @Override
        public void messageArrived(String topic, MqttMessage message) {
            wake.run();
        }

        @Override
        public void deliveryComplete(IMqttDeliveryToken token) {
            // Nothing is published here.
        }
    }
}
