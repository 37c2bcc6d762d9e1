package io.fettle.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.audit.AuditEntry;
import io.fettle.api.trust.Peer;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttDecoder;
import io.netty.handler.codec.mqtt.MqttEncoder;
import io.netty.handler.timeout.IdleStateEvent;
import io.netty.handler.timeout.IdleStateHandler;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MqttSessionTest {
    private static final String OWN = "fettle/wake/one";

    private final List<AuditEntry> audited = new ArrayList<>();
    private final Connections connections = new Connections();
    private Optional<Peer> peer = Optional.of(NotificationRig.peer("one"));
    private final EmbeddedChannel channel = open();

    private EmbeddedChannel open() {
        NotificationAudit audit = new NotificationAudit(audited::add, Clock.systemUTC(), Runnable::run);
        EmbeddedChannel opened = new EmbeddedChannel();
        opened.pipeline()
                .addLast(MqttSession.IDLE, new IdleStateHandler(10, 0, 0, TimeUnit.SECONDS))
                .addLast(new MqttDecoder(2048))
                .addLast(MqttEncoder.INSTANCE)
                .addLast(new MqttSession(connections, any -> peer, audit, any -> NotificationRig.none()));
        return opened;
    }

    @Test
    void firstConnectIsAccepted() {
        assertThat(send(MqttClient.CONNECT_311)).isEqualTo("20020000");
        assertThat(channel.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 5, 6})
    void otherVersionsOfTheProtocolAreRefused(int version) {
        String answer = send(MqttClient.connect(version, 60));
        assertThat(answer).isIn("", "20020001", "2003000100");
        assertThat(channel.isOpen()).isFalse();
        assertThat(connections.count()).isZero();
    }

    @Test
    void mqtt5IsToldWhy() {
        assertThat(send(MqttClient.connect(5, 60))).startsWith("20").contains("0001");
    }

    @ParameterizedTest
    @CsvSource({
        "c000",
        "82100007000b66657474",
        "82140007000f666574746c652f77616b652f6f6e6500",
        "300500036162630d",
        "e000"
    })
    void anythingBeforeConnectClosesTheConnection(String hex) {
        channel.writeInbound(
                Unpooled.wrappedBuffer(ByteBufUtil.decodeHexDump(hex)), Unpooled.wrappedBuffer(new byte[40]));
        assertThat(channel.isOpen()).isFalse();
        assertThat(connections.count()).isZero();
    }

    @Test
    void secondConnectClosesTheConnection() {
        send(MqttClient.CONNECT_311);
        send(MqttClient.CONNECT_311);
        assertThat(channel.isOpen()).isFalse();
        assertThat(actions()).containsExactly("notification.forbidden_packet");
    }

    @Test
    void ownTopicIsGrantedAtMostOnce() {
        send(MqttClient.CONNECT_311);
        assertThat(send(MqttClient.subscribe(OWN))).isEqualTo("9003000700");
        assertThat(connections.find("one")).contains(channel);
        assertThat(audited).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fettle/wake/two",
                "#",
                "+",
                "fettle/#",
                "fettle/wake/+",
                "fettle/wake/one/#",
                "fettle/wake/on",
                "/fettle/wake/one",
                "fettle/wake/one/",
                "FETTLE/wake/one",
                "$SYS/#",
                "$share/g/fettle/wake/one"
            })
    void foreignTopicIsRefusedAndAudited(String topic) {
        send(MqttClient.CONNECT_311);
        assertThat(send(MqttClient.subscribe(topic))).isEqualTo("9003000780");
        assertThat(channel.isOpen()).isTrue();
        assertThat(connections.count()).isZero();
        assertThat(actions()).containsExactly("notification.foreign_topic");
        assertThat(audited.get(0).actor()).isEqualTo("computer:one");
        assertThat(audited.get(0).details()).containsEntry("what", topic);
    }

    @Test
    void foreignTopicBesideTheOwnOneDoesNotComeAlong() {
        send(MqttClient.CONNECT_311);
        assertThat(send(MqttClient.subscribe("#", OWN, "fettle/wake/two"))).isEqualTo("90050007800080");
        assertThat(connections.find("one")).contains(channel);
        assertThat(actions()).containsExactly("notification.foreign_topic");
    }

    @Test
    void tooManyTopicsAtOnceCloseTheConnection() {
        send(MqttClient.CONNECT_311);
        send(MqttClient.subscribe("a", "b", "c", "d", "e", "f", "g", "h", "i"));
        assertThat(channel.isOpen()).isFalse();
        assertThat(audited).isEmpty();
    }

    @Test
    void computerThatTriesAgainAndAgainDoesNotFillTheAudit() {
        send(MqttClient.CONNECT_311);
        for (int i = 0; i < 500; i++) {
            assertThat(send(MqttClient.subscribe("fettle/wake/other-" + i))).isEqualTo("9003000780");
        }
        assertThat(actions()).containsExactly("notification.foreign_topic");
    }

    @Test
    void publishOfAClientClosesTheConnectionAndIsAudited() {
        send(MqttClient.CONNECT_311);
        send(MqttClient.publish("fettle/wake/two", 0));
        assertThat(channel.isOpen()).isFalse();
        assertThat(actions()).containsExactly("notification.forbidden_packet");
        assertThat(audited.get(0).details()).containsEntry("what", "PUBLISH");
    }

    @Test
    void disconnectClosesWithoutAnEntry() {
        send(MqttClient.CONNECT_311);
        send(MqttClient.subscribe(OWN));
        send(new byte[] {(byte) 0xE0, 0});
        assertThat(channel.isOpen()).isFalse();
        assertThat(connections.count()).isZero();
        assertThat(audited).isEmpty();
    }

    @Test
    void strangerIsNotAuthorized() {
        peer = Optional.empty();
        assertThat(send(MqttClient.CONNECT_311)).isEqualTo("20020005");
        assertThat(channel.isOpen()).isFalse();
        assertThat(actions()).containsExactly("notification.unknown_peer");
    }

    @Test
    void pingLooksAtTheCertificateAgain() {
        send(MqttClient.CONNECT_311);
        assertThat(send(MqttClient.PING)).isEqualTo("d000");
        peer = Optional.empty();
        assertThat(send(MqttClient.PING)).isEmpty();
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void silentConnectionIsClosed() {
        send(MqttClient.CONNECT_311);
        send(MqttClient.subscribe(OWN));
        channel.pipeline().fireUserEventTriggered(IdleStateEvent.FIRST_READER_IDLE_STATE_EVENT);
        assertThat(channel.isOpen()).isFalse();
        assertThat(connections.count()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"60,90", "0,900", "1000,900", "65535,900", "1,1"})
    void silenceIsAllowedForOnceAndAHalfTheKeepAliveAndAQuarterOfAnHourAtMost(int keepAlive, long seconds) {
        send(MqttClient.connect(4, keepAlive));
        IdleStateHandler idle = (IdleStateHandler) channel.pipeline().get(MqttSession.IDLE);
        assertThat(idle.getReaderIdleTimeInMillis()).isEqualTo(TimeUnit.SECONDS.toMillis(seconds));
    }

    @Test
    void packetOverTheBoundClosesTheConnection() {
        send(MqttClient.CONNECT_311);
        send(MqttClient.subscribe("x".repeat(2100)));
        assertThat(channel.isOpen()).isFalse();
    }

    @Test
    void newerConnectionOfAComputerReplacesTheOlderAndIsNotForgottenWithIt() {
        send(MqttClient.CONNECT_311);
        send(MqttClient.subscribe(OWN));
        EmbeddedChannel newer = open();
        newer.writeInbound(
                Unpooled.wrappedBuffer(MqttClient.CONNECT_311), Unpooled.wrappedBuffer(MqttClient.subscribe(OWN)));
        assertThat(channel.isOpen()).isFalse();
        assertThat(connections.find("one")).contains(newer);
        assertThat(connections.count()).isEqualTo(1);
    }

    /** What comes back, in hexadecimal digits. */
    private String send(byte[] packet) {
        channel.writeInbound(Unpooled.wrappedBuffer(packet));
        StringBuilder answer = new StringBuilder();
        for (ByteBuf out = channel.readOutbound(); out != null; out = channel.readOutbound()) {
            answer.append(ByteBufUtil.hexDump(out));
            out.release();
        }
        return answer.toString();
    }

    private List<String> actions() {
        return audited.stream().map(AuditEntry::action).toList();
    }

    /** Netty reports what its codec or our session throws as a failure of the channel; none may come out of the pipeline. */
    @Test
    @Fuzzes(MqttSession.class)
    void noPacketGetsPastTheSession() {
        byte[] conversation = ByteBufUtil.getBytes(Unpooled.wrappedBuffer(
                MqttClient.CONNECT_311, MqttClient.subscribe(OWN), ByteBufUtil.decodeHexDump("c000e000")));
        Fuzz.of("packets", conversation).lenient().within(8 << 20).check(input -> {
            EmbeddedChannel each = open();
            each.writeInbound(Unpooled.wrappedBuffer(input));
            each.checkException();
            each.finishAndReleaseAll();
            assertThat(connections.count()).isZero();
        });
    }
}
