package io.fettle.itests.refusals;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.TestAuthority;
import io.fettle.api.Digest;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.trust.KeyId;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.KeySigner;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.testkit.vendor.TestVendor;
import io.fettle.testkit.vendor.TestVendor.Published;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The promise, row by row: a forged, altered, replayed, expired or redirected order or report, a tampered package, a
 * repository with a wrong key, an agent that reports for another computer, a certificate of a wrong role: each is refused,
 * named in the audit, and changes nothing. Every row goes through the real agent, applier, conversation and deployments.
 */
class RefusalsIT {
    private static final byte[] EVIL = "the bad foo".getBytes(StandardCharsets.UTF_8);
    private static final Preparation NOTHING = company -> {};

    @TempDir
    private Path directory;

    /** What somebody does. */
    @FunctionalInterface
    interface Act {
        void on(Company company) throws Exception;
    }

    /** What has happened before, and is not the attack. */
    @FunctionalInterface
    interface Preparation extends Act {}

    record Attack(String name, String audited, Preparation before, Act act) {
        Attack(String name, String audited, Act act) {
            this(name, audited, NOTHING, act);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Attack> attacks() {
        return Stream.of(ordersToTheAgent(), ordersToTheApplier(), packages(), reports(), roles())
                .flatMap(List::stream);
    }

    private static List<Attack> ordersToTheAgent() {
        return List.of(
                new Attack("forged order", "order.forged", c -> c.deliver(by(c, otherServer(c)))),
                new Attack("altered order", "order.forged", c -> c.deliver(altered(sealed(c, 1)))),
                new Attack("replayed order", "order.replayed", RefusalsIT::carryOut, c -> {
                    c.deliver(sealed(c, 4));
                    c.deliver(sealed(c, 5));
                }),
                new Attack("expired order", "order.expired", c -> {
                    byte[] order = sealed(c, 1);
                    c.agent.pass(Duration.ofHours(30));
                    c.deliver(order);
                }),
                new Attack(
                        "redirected order",
                        "order.redirected",
                        c -> c.deliver(sealed(c, c.exchange.colleague().key(), 1))),
                new Attack(
                        "order by an agent's certificate",
                        "order.forged",
                        c -> c.deliver(by(c, c.server.authority.agent()))));
    }

    private static List<Attack> ordersToTheApplier() {
        return List.of(
                new Attack("forged order handed over", "order.forged", c -> handOver(c, by(c, otherServer(c)))),
                new Attack("altered order handed over", "order.forged", c -> handOver(c, altered(sealed(c, 1)))),
                new Attack("replayed order handed over", "order.replayed", RefusalsIT::carryOut, c -> {
                    handOver(c, sealed(c, 4));
                }),
                new Attack("expired order handed over", "order.expired", c -> {
                    Instant past = c.agent.now().minus(Duration.ofDays(2));
                    handOver(c, seal(c, c.server.orderSigner, c.computerKey, 1, past, past.plus(Duration.ofDays(1))));
                }),
                new Attack(
                        "redirected order handed over",
                        "order.redirected",
                        c -> handOver(c, sealed(c, c.exchange.colleague().key(), 1))),
                new Attack("order by an agent's certificate handed over", "order.forged", c -> {
                    TestAuthority.Pair agent = c.server.authority.agent();
                    c.handOver(
                            by(c, agent),
                            Company.chain(agent.der()),
                            c.published().content());
                }));
    }

    private static List<Attack> packages() {
        return List.of(
                new Attack("package tampered with on its way to the agent", "content.altered", c -> {
                    byte[] order = sealed(c, 1);
                    c.server.content.put(deb(c), EVIL);
                    c.deliver(order);
                }),
                new Attack("package tampered with in the hand-over", "content.altered", c -> {
                    Map<Digest, byte[]> content = new HashMap<>(c.published().content());
                    content.put(deb(c), EVIL);
                    c.handOver(sealed(c, 1), Company.chain(c.server.orderSigner.der()), content);
                }),
                new Attack("package that the server made up", "package.not_in_index", c -> {
                    Published published = c.published();
                    c.server.offer(EVIL);
                    c.deliver(sealed(c, c.order(List.of(madeUp(published)), published.suite())));
                }),
                new Attack("repository with a wrong key", "repository.not_signed", c -> {
                    TestVendor impostor = TestVendor.impostor(c.agent.now());
                    impostor.offer("foo", "1.1", Optional.of("1.0"), "", EVIL);
                    Published bad = impostor.publish();
                    bad.content().values().forEach(c.server::offer);
                    c.deliver(sealed(c, c.order(bad.steps(), bad.suite())));
                }));
    }

    private static List<Attack> reports() {
        return List.of(
                new Attack(
                        "forged report",
                        "envelope.unknown_key",
                        c -> refused(c, c.exchange.stranger().report(1, claim(c)))),
                new Attack(
                        "altered report",
                        "envelope.bad_signature",
                        c -> refused(c, altered(c.exchange.colleague().report(1, claim(c))))),
                new Attack("replayed report", "envelope.replayed", c -> c.say(told(c)), c -> {
                    for (int i = 0; i < 1000; i++) {
                        assertThat(c.say(told(c))).isInstanceOf(Replied.class);
                    }
                }),
                new Attack(
                        "expired report",
                        "envelope.expired",
                        c -> refused(c, c.exchange.colleague().oldReport(1, claim(c)))),
                new Attack(
                        "redirected report",
                        "envelope.redirected",
                        c -> refused(c, c.exchange.colleague().reportTo(c.computerKey, 1, claim(c)))),
                new Attack("agent that brings another computer's report", "envelope.foreign", c -> assertThat(c.say(
                                Peers.agent(Company.COMPUTER, c.computerKey),
                                c.exchange.colleague().report(1, claim(c))))
                        .isInstanceOf(Refused.class)),
                new Attack(
                        "agent that reports on another computer's task",
                        "report.foreign_task",
                        c -> c.say(c.exchange.colleague().report(1, c.success(c.task())))));
    }

    private static List<Attack> roles() {
        return List.of(
                new Attack("agent's certificate at the relays' door", "peer.wrong_role", c -> assertThat(
                                Peers.knockAsRelay(
                                        c,
                                        Peers.agent(
                                                Company.COLLEAGUE,
                                                c.exchange.colleague().key())))
                        .isEqualTo(403)),
                new Attack("relay's certificate at the agents' door", "peer.wrong_role", c -> assertThat(
                                Peers.knockAsAgent(c, c.exchange.relayOfAnotherOffice()))
                        .isEqualTo(403)),
                new Attack("relay of another office", "envelope.not_of_office", c -> assertThat(c.say(
                                c.exchange.relayOfAnotherOffice(),
                                c.exchange.colleague().report(1, claim(c))))
                        .isInstanceOf(Refused.class)));
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void isRefusedNamedInTheAuditAndChangesNothing(Attack attack) throws Exception {
        try (Company company = new Company(directory)) {
            attack.before().on(company);
            Company.Untouched before = company.untouched();
            assertThat(company.refused()).as("refused before anybody attacked").isEmpty();
            attack.act().on(company);
            company.settle();
            assertThat(company.refused())
                    .as("%s", company.deployments.task(Company.COMPUTER).trace())
                    .containsExactly(attack.audited());
            assertThat(company.untouched()).isEqualTo(before);
            assertThat(company.deployments.task(Company.COMPUTER).state()).isNotEqualTo(TaskState.SUCCEEDED);
        }
    }

    @Test
    void anHonestOrderIsCarriedOutAndNothingIsRefused() throws Exception {
        try (Company company = new Company(directory)) {
            carryOut(company);
            assertThat(company.refused()).isEmpty();
            assertThat(company.applier.installed("foo"))
                    .as("%s", company.deployments.task(Company.COMPUTER).trace())
                    .contains("1.1");
            assertThat(company.applier.acts()).isEqualTo(1);
            // What the computer claims counts when its inventory shows it.
            assertThat(company.deployments.task(Company.COMPUTER).state()).isEqualTo(TaskState.VERIFYING);
        }
    }

    private static void carryOut(Company company) throws Exception {
        company.deliver(sealed(company, 5));
        company.settle();
    }

    private static TestAuthority.Pair otherServer(Company company) {
        return new TestAuthority(company.agent.now()).orderSigner();
    }

    private static byte[] by(Company company, TestAuthority.Pair signer) {
        Instant now = company.agent.now();
        return seal(company, signer, company.computerKey, 1, now, now.plus(Duration.ofDays(1)));
    }

    private static byte[] sealed(Company company, long sequence) {
        return sealed(company, company.computerKey, sequence);
    }

    private static byte[] sealed(Company company, KeyId addressee, long sequence) {
        Instant now = company.agent.now();
        return seal(company, company.server.orderSigner, addressee, sequence, now, now.plus(Duration.ofDays(1)));
    }

    private static byte[] sealed(Company company, Order order) {
        return company.server.order(order).bytes();
    }

    private static byte[] seal(
            Company company, TestAuthority.Pair by, KeyId addressee, long sequence, Instant from, Instant until) {
        KeySigner signer = by.signer();
        Header header = new Header(MessageKind.ORDER, signer.keyId(), Optional.of(addressee), 1, sequence, from, until);
        return Envelope.seal(header, company.honestOrder().encode(), signer).bytes();
    }

    private static byte[] altered(byte[] envelope) {
        byte[] altered = envelope.clone();
        // In the payload, behind a head of 109 bytes.
        altered[150] ^= 1;
        return altered;
    }

    private static void handOver(Company company, byte[] order) throws Exception {
        company.handOver(
                order,
                Company.chain(company.server.orderSigner.der()),
                company.published().content());
    }

    private static Digest deb(Company company) {
        return company.published().steps().get(0).digest();
    }

    private static Step madeUp(Published published) {
        Step step = published.steps().get(0);
        return new Step(
                step.name(),
                step.arch(),
                step.from(),
                step.to(),
                step.uri(),
                step.suite(),
                step.component(),
                step.path(),
                EVIL.length,
                Digest.of(EVIL));
    }

    private static void refused(Company company, byte[] envelope) {
        assertThat(company.say(envelope)).isInstanceOf(Refused.class);
    }

    private static byte[] claim(Company company) {
        return company.success(company.deployments.task(Company.COLLEAGUE).id());
    }

    private static byte[] told(Company company) {
        return company.exchange.colleague().report(1, claim(company));
    }
}
