package io.fettle.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.trust.Purposes;
import io.fettle.testkit.trust.TestAuthority;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ChainsTest {
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final TestAuthority authority = new TestAuthority(NOW);
    private final List<X509Certificate> agent = authority.agent("agent").chain();

    @Test
    void chainThatServesItsPurposeAllTheWayHolds() {
        assertThatCode(() -> verify(agent, Chains.CLIENT_AUTH)).doesNotThrowAnyException();
        assertThatCode(() -> verify(authority.relay("relay").chain(), Chains.SERVER_AUTH))
                .doesNotThrowAnyException();
        assertThatCode(() -> verify(authority.orderSigner().chain(), Purposes.ORDER_SIGNING))
                .doesNotThrowAnyException();
    }

    @Test
    void chainOfAnotherRootIsRefused() {
        List<X509Certificate> foreign = new TestAuthority(NOW).agent("agent").chain();
        assertRefused(foreign, Chains.CLIENT_AUTH);
        List<X509Certificate> dressed = new ArrayList<>(foreign.subList(0, 2));
        dressed.add(authority.root());
        assertRefused(dressed, Chains.CLIENT_AUTH);
    }

    @Test
    void rootAloneAndNothingAtAllAreRefused() {
        assertRefused(List.of(), Chains.CLIENT_AUTH);
        assertRefused(List.of(authority.root()), Chains.CLIENT_AUTH);
        assertRefused(agent.subList(0, 2), Chains.CLIENT_AUTH);
    }

    @Test
    void missingIssuerAndWrongOrderAreRefused() {
        assertRefused(List.of(agent.get(0), agent.get(2)), Chains.CLIENT_AUTH);
        assertRefused(List.of(agent.get(1), agent.get(0), agent.get(2)), Chains.CLIENT_AUTH);
    }

    @Test
    void certificateForSomethingElseIsRefused() {
        assertRefused(agent, Chains.SERVER_AUTH);
        assertRefused(agent, Purposes.ORDER_SIGNING);
        assertRefused(authority.orderSigner().chain(), Chains.CLIENT_AUTH);
    }

    @Test
    void stolenIssuerOfAgentsMakesNoServers() {
        List<X509Certificate> chain = authority.serverFromAgents().chain();
        assertRefused(chain, Chains.SERVER_AUTH);
        assertThat(Chains.serves(chain.subList(0, 1), Chains.SERVER_AUTH)).isTrue();
        assertThat(Chains.serves(chain.subList(0, 2), Chains.SERVER_AUTH)).isFalse();
    }

    @Test
    void agentIssuesNoCertificates() {
        assertRefused(authority.belowAnAgent("agent").chain(), Chains.CLIENT_AUTH);
    }

    @Test
    void certificateCountsWithinItsDatesOnly() {
        for (Duration away : List.of(Duration.ofDays(2), Duration.ofDays(-2))) {
            assertThatThrownBy(() -> Chains.verify(agent, authority.root(), Chains.CLIENT_AUTH, NOW.plus(away)))
                    .isInstanceOf(FettleException.class);
        }
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        assertThatThrownBy(() -> Chains.decode(List.of(new byte[] {1, 2, 3})))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(MemberError.UNTRUSTED_CHAIN));
        assertThatThrownBy(() -> Chains.decode(List.of(new byte[0]))).isInstanceOf(FettleException.class);
    }

    private void assertRefused(List<X509Certificate> chain, String purpose) {
        assertThatThrownBy(() -> verify(chain, purpose))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(MemberError.UNTRUSTED_CHAIN));
    }

    private void verify(List<X509Certificate> chain, String purpose) {
        Chains.verify(chain, authority.root(), purpose, NOW);
    }
}
