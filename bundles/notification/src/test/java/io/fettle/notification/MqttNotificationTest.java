package io.fettle.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.notification.TestPki.Owner;
import io.fettle.testkit.health.RecordedMetrics;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real TLS and real sockets; what one connection may do is in {@link MqttSessionTest}. */
@Timeout(60)
class MqttNotificationTest {
    private static final byte[] WAKE_ONE = MqttClient.publish("fettle/wake/one", 0);

    private NotificationRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new NotificationRig(3);
    }

    @AfterEach
    void stop() {
        rig.close();
    }

    @Test
    void computerIsWokenOnItsOwnTopicAndNobodyElse() throws Exception {
        Owner one = rig.computer("one");
        Owner two = rig.computer("two");
        try (MqttClient first = rig.connect(one).subscribed("fettle/wake/one");
                MqttClient second = rig.connect(two).subscribed("fettle/wake/two")) {
            assertThat(rig.notification.connections()).isEqualTo(2);
            assertThat(RecordedMetrics.of(rig.notification)).isEqualTo(Map.of("notification_connections", 2.0));
            assertThat(rig.notification.wake("one")).isTrue();
            assertThat(first.receive()).isEqualTo(WAKE_ONE);
            second.send(MqttClient.PING);
            assertThat(second.receive())
                    .as("the ping's answer comes next, no wake")
                    .containsExactly(0xD0, 0);
        }
    }

    @Test
    void nobodyIsThereToWakeBeforeItSubscribed() throws Exception {
        try (MqttClient client = rig.connect(rig.computer("one"))) {
            client.send(MqttClient.CONNECT_311);
            client.receive();
            assertThat(rig.notification.wake("one")).isFalse();
            assertThat(rig.notification.connected("one")).isFalse();
        }
    }

    @Test
    void withoutACertificateThereIsNoHandshake() throws Exception {
        try (MqttClient client = rig.connect(null)) {
            assertThat(refused(client)).isTrue();
        }
    }

    @Test
    void certificateOfAnotherRootIsRefusedInTheHandshake() throws Exception {
        Owner foreign = new TestPki().issue("one");
        try (MqttClient client = rig.connect(foreign)) {
            assertThat(refused(client)).isTrue();
        }
    }

    @Test
    void certificateThatIsNotInOurRecordsIsRefusedAndAudited() throws Exception {
        try (MqttClient client = rig.connect(rig.pki.issue("stranger"))) {
            client.send(MqttClient.CONNECT_311);
            assertThat(client.receive()).as("not authorized").containsExactly(0x20, 2, 0, 5);
            assertThat(client.isClosed()).isTrue();
        }
        AuditEntry entry = rig.nextAudit();
        assertThat(entry.actor()).isEqualTo("address:127.0.0.1");
        assertThat(entry.action()).isEqualTo("notification.unknown_peer");
        assertThat(entry.outcome()).isEqualTo(AuditOutcome.REFUSED);
    }

    @Test
    void revokedComputerIsClosedAtItsNextPing() throws Exception {
        Owner one = rig.computer("one");
        try (MqttClient client = rig.connect(one).subscribed("fettle/wake/one")) {
            client.send(MqttClient.PING);
            assertThat(client.receive()).containsExactly(0xD0, 0);
            rig.revoke(one);
            client.send(MqttClient.PING);
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void newerConnectionReplacesTheOlder() throws Exception {
        Owner one = rig.computer("one");
        try (MqttClient older = rig.connect(one).subscribed("fettle/wake/one");
                MqttClient newer = rig.connect(one).subscribed("fettle/wake/one")) {
            assertThat(older.isClosed()).isTrue();
            assertThat(rig.notification.connections()).isEqualTo(1);
            assertThat(rig.notification.wake("one")).isTrue();
            assertThat(newer.receive()).isEqualTo(WAKE_ONE);
        }
    }

    @Test
    void packetOverTwoKibibytesClosesTheConnection() throws Exception {
        try (MqttClient client = rig.connect(rig.computer("one")).subscribed("fettle/wake/one")) {
            client.send(MqttClient.subscribe("x".repeat(3000)));
            assertThat(client.isClosed()).isTrue();
        }
    }

    @Test
    void connectionAboveTheBoundIsClosedAndTheOthersStay() throws Exception {
        List<MqttClient> clients = new ArrayList<>();
        try {
            for (String id : List.of("a", "b", "c")) {
                clients.add(rig.connect(rig.computer(id)).subscribed("fettle/wake/" + id));
            }
            try (MqttClient fourth = rig.connect(rig.computer("d"))) {
                assertThat(refused(fourth)).isTrue();
            }
            clients.get(0).send(MqttClient.PING);
            assertThat(clients.get(0).receive()).containsExactly(0xD0, 0);
        } finally {
            for (MqttClient client : clients) {
                client.close();
            }
        }
    }

    @Test
    void refusedConnectionsLeaveTheBoundAsItWas() throws Exception {
        for (int i = 0; i < 5; i++) {
            try (MqttClient client = rig.connect(null)) {
                assertThat(refused(client)).isTrue();
            }
        }
        try (MqttClient client = rig.connect(rig.computer("one")).subscribed("fettle/wake/one")) {
            assertThat(rig.notification.connected("one")).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void stockClientHearsItsOwnTopicOnly(boolean own, @TempDir Path directory) throws Exception {
        Path program = Path.of("/usr/bin/mosquitto_sub");
        boolean installed = Files.isExecutable(program);
        if (!installed) {
            System.err.println("LEFT OUT: a stock MQTT client; install mosquitto-clients to try it");
        }
        Assumptions.assumeTrue(installed, "mosquitto-clients is not installed");
        Owner one = rig.computer("one");
        try (MqttClient other = rig.connect(rig.computer("two")).subscribed("fettle/wake/two")) {
            Process client = new ProcessBuilder(
                            program.toString(),
                            "-h",
                            "localhost",
                            "-p",
                            "" + rig.port,
                            "-V",
                            "mqttv311",
                            "--cafile",
                            rig.pki.rootPem(directory).toString(),
                            "--cert",
                            TestPki.certificatePem(one, directory).toString(),
                            "--key",
                            TestPki.keyPem(one, directory).toString(),
                            "-C",
                            "1",
                            "-W",
                            own ? "20" : "3",
                            "-F",
                            "%t",
                            "-t",
                            "fettle/wake/" + (own ? "one" : "two"))
                    .redirectErrorStream(true)
                    .start();
            if (own) {
                long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(15);
                while (!rig.notification.wake("one") && System.nanoTime() < end) {
                    Thread.onSpinWait();
                }
            } else {
                assertThat(rig.nextAudit().action()).isEqualTo("notification.foreign_topic");
                rig.notification.wake("two");
                assertThat(other.receive()).isEqualTo(MqttClient.publish("fettle/wake/two", 0));
            }
            assertThat(client.waitFor(25, TimeUnit.SECONDS)).isTrue();
            String heard = new String(client.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (own) {
                assertThat(heard.strip()).isEqualTo("fettle/wake/one");
            } else {
                assertThat(Arrays.asList(heard.split("\n"))).doesNotContain("fettle/wake/two", "fettle/wake/one");
            }
        }
    }

    /** TLS 1.3 clients learn of a refusal with their first read only. */
    private static boolean refused(MqttClient client) {
        try {
            client.send(MqttClient.CONNECT_311);
        } catch (java.io.IOException e) {
            return true;
        }
        return client.isClosed();
    }
}
