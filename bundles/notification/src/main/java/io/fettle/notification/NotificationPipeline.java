package io.fettle.notification;

import io.fettle.api.trust.ListenerTls;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.socket.SocketChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.IdentityCipherSuiteFilter;
import io.netty.handler.ssl.JdkSslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateHandler;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** What a new connection gets: TLS with a client certificate, small packets, a limit on silence. Shared by all channels. */
@ChannelHandler.Sharable
final class NotificationPipeline extends ChannelInitializer<SocketChannel> {
    private static final int MAX_PACKET = 2048;
    private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};

    private final ListenerTls tls;
    private final Supplier<MqttSession> sessions;
    private final int maxConnections;
    private final int handshakeSeconds;
    private final AtomicInteger open = new AtomicInteger();

    NotificationPipeline(ListenerTls tls, Supplier<MqttSession> sessions, int maxConnections, int handshakeSeconds) {
        this.tls = tls;
        this.sessions = sessions;
        this.maxConnections = maxConnections;
        this.handshakeSeconds = handshakeSeconds;
    }

    @Override
    protected void initChannel(SocketChannel channel) {
        if (open.incrementAndGet() > maxConnections) {
            open.decrementAndGet();
            channel.close();
            return;
        }
        channel.closeFuture().addListener(closed -> open.decrementAndGet());
        SslHandler ssl = secure(channel);
        ssl.setHandshakeTimeout(handshakeSeconds, TimeUnit.SECONDS);
        channel.pipeline()
                .addLast("tls", ssl)
                .addLast(MqttSession.IDLE, new IdleStateHandler(handshakeSeconds, 0, 0, TimeUnit.SECONDS))
                .addLast("decoder", new MqttDecoder(MAX_PACKET))
                .addLast("encoder", MqttEncoder.INSTANCE)
                .addLast("session", sessions.get());
    }

    /** Asked anew for each connection, so that a renewed certificate counts from the next one on. */
    private SslHandler secure(SocketChannel channel) {
        return new JdkSslContext(
                        tls.context(),
                        false,
                        null,
                        IdentityCipherSuiteFilter.INSTANCE,
                        ApplicationProtocolConfig.DISABLED,
                        ClientAuth.REQUIRE,
                        PROTOCOLS,
                        false)
                .newHandler(channel.alloc());
    }
}
