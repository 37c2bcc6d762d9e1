package io.fettle.notification;

import io.fettle.api.trust.Peer;
import io.fettle.api.trust.Peers;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.mqtt.MqttConnectMessage;
import io.netty.handler.codec.mqtt.MqttConnectReturnCode;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageBuilders;
import io.netty.handler.codec.mqtt.MqttMessageIdVariableHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.handler.codec.mqtt.MqttSubAckMessage;
import io.netty.handler.codec.mqtt.MqttSubAckPayload;
import io.netty.handler.codec.mqtt.MqttSubscribeMessage;
import io.netty.handler.codec.mqtt.MqttTopicSubscription;
import io.netty.handler.ssl.SslHandler;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection. Allowed are CONNECT (first, once), SUBSCRIBE to the machine's own wake topic, PINGREQ and DISCONNECT;
 * anything else ends the connection. Who the machine is, is told by its certificate and by nothing in a packet. Runs on
 * its channel's event loop only.
 */
final class MqttSession extends SimpleChannelInboundHandler<MqttMessage> {
    private static final Logger LOG = LoggerFactory.getLogger(MqttSession.class);
    private static final int MQTT_3_1_1 = 4;
    private static final int MAX_TOPICS = 8;
    private static final int REFUSED = 0x80;
    private static final int MAX_IDLE_SECONDS = 900;
    static final String IDLE = "idle";

    private final Connections connections;
    private final Peers peers;
    private final NotificationAudit audit;
    private final Function<Channel, List<X509Certificate>> shown;

    private @Nullable Peer peer;

    MqttSession(Connections connections, Peers peers, NotificationAudit audit) {
        this(connections, peers, audit, MqttSession::certificates);
    }

    /** @param shown the certificates of a channel's client, its own first */
    MqttSession(
            Connections connections,
            Peers peers,
            NotificationAudit audit,
            Function<Channel, List<X509Certificate>> shown) {
        this.connections = connections;
        this.peers = peers;
        this.audit = audit;
        this.shown = shown;
    }

    @Override
    protected void channelRead0(ChannelHandlerContext context, MqttMessage message) {
        if (message.decoderResult().isFailure()) {
            context.close();
            return;
        }
        MqttMessageType type = message.fixedHeader().messageType();
        if (peer == null) {
            if (message instanceof MqttConnectMessage connect) {
                connect(context, connect);
            } else {
                context.close();
            }
        } else if (message instanceof MqttSubscribeMessage subscribe) {
            subscribe(context, peer, subscribe);
        } else if (type == MqttMessageType.PINGREQ) {
            ping(context);
        } else {
            if (type != MqttMessageType.DISCONNECT) {
                audit.refused(peer, "notification.forbidden_packet", type.name());
            }
            context.close();
        }
    }

    private void connect(ChannelHandlerContext context, MqttConnectMessage connect) {
        if (connect.variableHeader().version() != MQTT_3_1_1) {
            refuse(context, MqttConnectReturnCode.CONNECTION_REFUSED_UNACCEPTABLE_PROTOCOL_VERSION);
            return;
        }
        Optional<Peer> known = identify(context.channel());
        if (known.isEmpty()) {
            audit.unknown(context.channel().remoteAddress());
            refuse(context, MqttConnectReturnCode.CONNECTION_REFUSED_NOT_AUTHORIZED);
            return;
        }
        peer = known.get();
        int keepAlive = connect.variableHeader().keepAliveTimeSeconds();
        int idle = keepAlive == 0 ? MAX_IDLE_SECONDS : Math.min(MAX_IDLE_SECONDS, keepAlive + keepAlive / 2);
        context.pipeline().replace(IDLE, IDLE, new IdleStateHandler(idle, 0, 0, TimeUnit.SECONDS));
        context.writeAndFlush(MqttMessageBuilders.connAck()
                .returnCode(MqttConnectReturnCode.CONNECTION_ACCEPTED)
                .sessionPresent(false)
                .build());
    }

    private static void refuse(ChannelHandlerContext context, MqttConnectReturnCode code) {
        context.writeAndFlush(MqttMessageBuilders.connAck()
                        .returnCode(code)
                        .sessionPresent(false)
                        .build())
                .addListener(ChannelFutureListener.CLOSE);
    }

    private void subscribe(ChannelHandlerContext context, Peer subscriber, MqttSubscribeMessage subscribe) {
        List<MqttTopicSubscription> wanted = subscribe.payload().topicSubscriptions();
        if (wanted.size() > MAX_TOPICS) {
            context.close();
            return;
        }
        List<Integer> grants = new ArrayList<>();
        for (MqttTopicSubscription topic : wanted) {
            boolean own = topic.topicName().equals(WakeTopic.of(subscriber.id()));
            if (own) {
                connections.add(subscriber.id(), context.channel());
            } else {
                audit.refused(subscriber, "notification.foreign_topic", topic.topicName());
            }
            grants.add(own ? MqttQoS.AT_MOST_ONCE.value() : REFUSED);
        }
        MqttFixedHeader header = new MqttFixedHeader(MqttMessageType.SUBACK, false, MqttQoS.AT_MOST_ONCE, false, 0);
        context.writeAndFlush(new MqttSubAckMessage(
                header,
                MqttMessageIdVariableHeader.from(subscribe.variableHeader().messageId()),
                new MqttSubAckPayload(grants)));
    }

    /** A certificate may have been revoked or have expired since: a ping is the time to look again. */
    private void ping(ChannelHandlerContext context) {
        if (identify(context.channel()).isEmpty()) {
            context.close();
            return;
        }
        context.writeAndFlush(MqttMessage.PINGRESP);
    }

    private Optional<Peer> identify(Channel channel) {
        return peers.authenticate(shown.apply(channel));
    }

    private static List<X509Certificate> certificates(Channel channel) {
        try {
            Certificate[] chain = channel.pipeline()
                    .get(SslHandler.class)
                    .engine()
                    .getSession()
                    .getPeerCertificates();
            List<X509Certificate> certificates = new ArrayList<>();
            for (Certificate certificate : chain) {
                if (certificate instanceof X509Certificate x509) {
                    certificates.add(x509);
                }
            }
            return certificates;
        } catch (SSLPeerUnverifiedException e) {
            return List.of();
        }
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
        if (event instanceof IdleStateEvent) {
            context.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (peer != null) {
            connections.remove(peer.id(), context.channel());
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        LOG.debug("A notification connection broke: {}", cause.toString());
        context.close();
    }
}
