package io.fettle.agent.trust;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.agent.FakeServer;
import io.fettle.agent.TestAuthority;
import io.fettle.api.FettleException;
import io.fettle.api.trust.KeyId;
import io.fettle.member.HttpsTransport;
import io.fettle.member.Identity;
import io.fettle.member.Joining;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.EnrolReply;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import org.bouncycastle.asn1.x509.GeneralName;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JoiningTest {
    private final Clock clock = Clock.systemUTC();

    @TempDir
    Path temp;

    private PrivateDirectory state;

    @BeforeEach
    void makeState() {
        state = PrivateDirectory.at(temp.resolve("state"));
    }

    @Test
    void joinsAndRemembersWhoItIs() throws Exception {
        try (FakeServer server = new FakeServer(clock)) {
            giveToken(server.token.text());
            Identity identity = join(server);

            assertThat(identity.id()).isEqualTo("c-1");
            assertThat(joining().identity().orElseThrow().keyId()).isEqualTo(KeyId.of(server.enrolled.get(0)));
            assertThat(joining().hasToken()).isFalse();
            assertThat(Files.getPosixFilePermissions(state.path().resolve("trust/own.p8")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));
        }
    }

    @Test
    void serverWithAnotherRootSeesNoRequest() throws Exception {
        try (FakeServer server = new FakeServer(clock)) {
            giveToken(new io.fettle.protocol.TokenText(
                            "t1", new byte[32], new TestAuthority(clock.instant()).fingerprint())
                    .text());

            assertThatThrownBy(() -> join(server)).isInstanceOf(IOException.class);
            assertThat(server.enrolled).isEmpty();
            assertThat(joining().hasToken()).isTrue();
            assertThat(joining().identity()).isEmpty();
        }
    }

    @Test
    void serverWithAnotherNameIsNotBelieved() throws Exception {
        GeneralName other = new GeneralName(GeneralName.dNSName, "other.example");
        try (FakeServer server = new FakeServer(clock, new TestAuthority(clock.instant()), a -> a.server(other))) {
            giveToken(server.token.text());
            assertThatThrownBy(() -> join(server)).isInstanceOf(IOException.class);
            assertThat(server.enrolled).isEmpty();
        }
    }

    @Test
    void certificateForServersOutOfTheAgentsIssuerIsNotBelieved() throws Exception {
        try (FakeServer server =
                new FakeServer(clock, new TestAuthority(clock.instant()), TestAuthority::serverFromAgents)) {
            giveToken(server.token.text());
            assertThatThrownBy(() -> join(server)).isInstanceOf(IOException.class);
            assertThat(server.enrolled).isEmpty();
        }
    }

    @Test
    void certificateForAnotherKeyIsRefused() throws Exception {
        try (FakeServer server = new FakeServer(clock)) {
            giveToken(server.token.text());
            server.bendEnrolment =
                    reply -> withChains(reply, server.authority.agent().der(), reply.ordersChain());
            assertThatThrownBy(() -> join(server))
                    .isInstanceOf(FettleException.class)
                    .hasMessageContaining("another key");
            assertThat(joining().identity()).isEmpty();
            assertThat(joining().hasToken()).isTrue();
        }
    }

    @Test
    void orderSignerOfAnotherRootIsRefused() throws Exception {
        try (FakeServer server = new FakeServer(clock)) {
            giveToken(server.token.text());
            List<byte[]> foreign =
                    new TestAuthority(clock.instant()).orderSigner().der();
            server.bendEnrolment = reply -> withChains(reply, reply.chain(), foreign);
            assertThatThrownBy(() -> join(server)).isInstanceOf(FettleException.class);
            assertThat(joining().identity()).isEmpty();
        }
    }

    @Test
    void certificateThatSignsNoOrdersIsRefusedAsOrderSigner() throws Exception {
        try (FakeServer server = new FakeServer(clock)) {
            giveToken(server.token.text());
            server.bendEnrolment = reply ->
                    withChains(reply, reply.chain(), server.authority.server().der());
            assertThatThrownBy(() -> join(server))
                    .isInstanceOf(FettleException.class)
                    .hasMessageContaining("something else");
        }
    }

    @Test
    void everyAttemptShowsTheSameKey() throws Exception {
        try (FakeServer server = new FakeServer(clock)) {
            giveToken(server.token.text());
            server.bendEnrolment = reply -> withChains(reply, List.of(), reply.ordersChain());
            assertThatThrownBy(() -> join(server)).isInstanceOf(FettleException.class);
            server.bendEnrolment = reply -> reply;
            join(server);
            assertThat(server.enrolled).hasSize(2);
            assertThat(server.enrolled.get(0)).isEqualTo(server.enrolled.get(1));
        }
    }

    @Test
    void tokenLeftByACrashIsDeletedAtTheNextStart() throws Exception {
        try (FakeServer server = new FakeServer(clock)) {
            giveToken(server.token.text());
            join(server);
            giveToken(server.token.text());
            assertThat(joining().identity()).isPresent();
            assertThat(joining().hasToken()).isFalse();
        }
    }

    private static EnrolReply withChains(EnrolReply reply, List<byte[]> chain, List<byte[]> ordersChain) {
        return new EnrolReply(
                reply.id(), chain, ordersChain, reply.addresses(), reply.quarantined(), reply.serverTime());
    }

    private void giveToken(String text) {
        state.write("enrol.token", text.getBytes(StandardCharsets.US_ASCII));
    }

    private Joining joining() {
        return new Joining(state, "1", clock, new SecureRandom());
    }

    private Identity join(FakeServer server) throws IOException {
        return joining()
                .join(
                        (tls, request) -> new HttpsTransport(tls)
                                .post(server.address(), Wire.ENROL, "application/json", request, 100_000),
                        "host");
    }
}
