package io.fettle.relay.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.relay.Office;
import io.fettle.testkit.trust.TestAuthority;
import io.fettle.testkit.trust.TestAuthority.Pair;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RelayPeersTest {
    @TempDir
    Path directory;

    private Office office;

    @BeforeEach
    void join() {
        office = new Office(directory);
    }

    @Test
    void agentIsWhoItsCertificateNames() {
        Pair agent = office.authority.agent("0f3c-computer");
        assertThat(authenticate(agent.chain(), Office.NOW))
                .contains(new Peer(
                        PeerRole.AGENT,
                        "0f3c-computer",
                        KeyId.of(agent.certificate().getPublicKey())));
    }

    @Test
    void agentMayLeaveOutTheRoot() {
        Pair agent = office.authority.agent("computer");
        assertThat(authenticate(agent.chain().subList(0, 2), Office.NOW)).isPresent();
    }

    @Test
    void relaysAndServersAreNoAgents() {
        assertThat(authenticate(office.authority.relay("relay-2").chain(), Office.NOW))
                .isEmpty();
        assertThat(authenticate(office.authority.serverFromAgents().chain(), Office.NOW))
                .isEmpty();
        assertThat(authenticate(office.authority.orderSigner().chain(), Office.NOW))
                .isEmpty();
    }

    @Test
    void revokedAgentIsRefused() {
        Pair agent = office.authority.agent("computer");
        office.revoked.replace(
                List.of(KeyId.of(agent.certificate().getPublicKey()).toString()));
        assertThat(authenticate(agent.chain(), Office.NOW)).isEmpty();
    }

    @Test
    void agentOfARevokedIssuerIsRefused() {
        Pair agent = office.authority.agent("computer");
        office.revoked.replace(
                List.of(KeyId.of(agent.chain().get(1).getPublicKey()).toString()));
        assertThat(authenticate(agent.chain(), Office.NOW)).isEmpty();
    }

    @Test
    void certificateCountsWithinItsDatesOnly() {
        List<X509Certificate> chain = office.authority.agent("computer").chain();
        assertThat(authenticate(chain, Office.NOW.plus(Duration.ofDays(2)))).isEmpty();
        assertThat(authenticate(chain, Office.NOW.minus(Duration.ofDays(2)))).isEmpty();
    }

    @Test
    void agentOfAnotherRootIsRefused() {
        List<X509Certificate> foreign =
                new TestAuthority(Office.NOW).agent("computer").chain();
        assertThat(authenticate(foreign, Office.NOW)).isEmpty();
        assertThat(authenticate(foreign.subList(0, 2), Office.NOW)).isEmpty();
    }

    @Test
    void agentIssuesNoOthers() {
        assertThat(authenticate(office.authority.belowAnAgent("computer").chain(), Office.NOW))
                .isEmpty();
    }

    @Test
    void nameThatIsNoIdIsRefused() {
        assertThat(authenticate(office.authority.agent("../Relay").chain(), Office.NOW))
                .isEmpty();
    }

    @Test
    void chainOfAnotherLengthIsRefusedUnseen() {
        Pair agent = office.authority.agent("computer");
        assertThat(authenticate(List.of(), Office.NOW)).isEmpty();
        assertThat(authenticate(agent.chain().subList(0, 1), Office.NOW)).isEmpty();
        assertThat(authenticate(Collections.nCopies(5, agent.certificate()), Office.NOW))
                .isEmpty();
    }

    private Optional<Peer> authenticate(List<X509Certificate> chain, Instant at) {
        return new RelayPeers(office.membership, Clock.fixed(at, ZoneOffset.UTC)).authenticate(chain);
    }
}
