package io.fettle.notification;

import io.fettle.api.audit.Audit;
import io.fettle.api.notification.Presence;
import io.fettle.api.notification.WakeListener;
import io.fettle.api.trust.ListenerTls;
import io.fettle.api.trust.Peers;
import io.fettle.spi.health.MetricSource;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.nio.NioEventLoopGroup;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.mqtt.MqttFixedHeader;
import io.netty.handler.codec.mqtt.MqttMessageType;
import io.netty.handler.codec.mqtt.MqttPublishMessage;
import io.netty.handler.codec.mqtt.MqttPublishVariableHeader;
import io.netty.handler.codec.mqtt.MqttQoS;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The notification server. Immediate: it has to listen whether or not somebody wants to wake. Thread-safe. */
@Component(
        immediate = true,
        configurationPid = "io.fettle.notification.MqttNotification",
        service = {WakeListener.class, Presence.class, MetricSource.class})
@Designate(ocd = NotificationConfig.class)
public final class MqttNotification implements WakeListener, Presence, MetricSource {
    private static final Logger LOG = LoggerFactory.getLogger(MqttNotification.class);
    private static final int AUDIT_QUEUE = 1000;
    private static final int STOP_SECONDS = 2;

    private final Connections connections = new Connections();
    private final EventLoopGroup acceptor = new NioEventLoopGroup(1, new DefaultThreadFactory("fettle-notify-accept"));
    private final EventLoopGroup loops = new NioEventLoopGroup(1, new DefaultThreadFactory("fettle-notify"));
    private final ThreadPoolExecutor auditWriter = new ThreadPoolExecutor(
            0,
            1,
            10,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(AUDIT_QUEUE),
            new DefaultThreadFactory("fettle-notify-audit"));
    private final Channel listener;

    @Activate
    public MqttNotification(
            BundleContext context,
            NotificationConfig config,
            @Reference ListenerTls tls,
            @Reference Peers peers,
            @Reference Audit audit) {
        NotificationAudit refusals = new NotificationAudit(audit, Clock.systemUTC(), auditWriter);
        NotificationPipeline pipeline = new NotificationPipeline(
                tls,
                () -> new MqttSession(connections, peers, refusals),
                config.max_connections(),
                config.handshake_seconds());
        listener = new ServerBootstrap()
                .group(acceptor, loops)
                .channel(NioServerSocketChannel.class)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childOption(ChannelOption.SO_KEEPALIVE, true)
                .childHandler(pipeline)
                .bind(address(context, config), port(context, config))
                .syncUninterruptibly()
                .channel();
        LOG.info("Notification server listens on {}", listener.localAddress());
    }

    private static String address(BundleContext context, NotificationConfig config) {
        String property = context.getProperty("fettle.bind");
        return property == null ? config.bind_address() : property;
    }

    private static int port(BundleContext context, NotificationConfig config) {
        String property = context.getProperty("fettle.notification.port");
        return property == null ? config.port() : Integer.parseInt(property);
    }

    @Deactivate
    void stop() {
        listener.close().awaitUninterruptibly(STOP_SECONDS, TimeUnit.SECONDS);
        connections.closeAll();
        acceptor.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
        loops.shutdownGracefully(0, STOP_SECONDS, TimeUnit.SECONDS);
        auditWriter.shutdown();
    }

    @Override
    public boolean wake(String subject) {
        Optional<Channel> channel = connections.find(subject);
        channel.ifPresent(c -> c.writeAndFlush(new MqttPublishMessage(
                new MqttFixedHeader(MqttMessageType.PUBLISH, false, MqttQoS.AT_MOST_ONCE, false, 0),
                new MqttPublishVariableHeader(WakeTopic.of(subject), 0),
                Unpooled.EMPTY_BUFFER)));
        return channel.isPresent();
    }

    @Override
    public boolean connected(String subject) {
        return connections.find(subject).isPresent();
    }

    @Override
    public int connections() {
        return connections.count();
    }

    @Override
    public void measure(Metrics target) {
        target.gauge(
                "notification_connections",
                "Computers that hold a connection to the notification server",
                connections());
    }

    @Override
    public Set<String> subjects() {
        return connections.subjects();
    }
}
