package io.fettle.security.pki;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.trust.Purposes;
import io.fettle.security.MovableClock;
import io.fettle.security.file.PrivateFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePkiTest {
    private final MovableClock clock = new MovableClock();

    @TempDir
    Path directory;

    @Test
    void everyCertificateLeadsToTheRootAndServesItsOwnPurposeOnly() throws Exception {
        FilePki pki = open();
        KeyPair pair = keys();
        X509Certificate agent = pki.issue(Authority.AGENTS, "c-1", Set.of(), pair.getPublic());
        X509Certificate relay =
                pki.issue(Authority.RELAYS, "r-1", Set.of("Relay.Branch.example", "10.0.0.7"), pair.getPublic());

        validate(pki.chain(Authority.AGENTS, agent), pki.root(), clock);
        validate(pki.chain(Authority.RELAYS, relay), pki.root(), clock);
        validate(pki.chain(Authority.SERVER, pki.server().certificate()), pki.root(), clock);
        validate(pki.chain(Authority.ORDERS, pki.orders().certificate()), pki.root(), clock);
        assertThat(agent.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(CertificateNames.of(agent)).containsExactly("c-1.no-hosts.fettle.invalid");
        assertThat(agent.getBasicConstraints()).isEqualTo(-1);
        assertThat(relay.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2");
        assertThat(CertificateNames.of(relay)).containsExactly("10.0.0.7", "relay.branch.example");
        assertThat(pki.orders().certificate().getExtendedKeyUsage()).containsExactly(Purposes.ORDER_SIGNING);
        assertThat(pki.root().getBasicConstraints()).isEqualTo(1);
        assertThat(pki.certificate(Authority.AGENTS).getBasicConstraints()).isZero();
        assertThat(CertificateNames.of(pki.server().certificate()))
                .contains("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "fettle.example");
    }

    @Test
    void filesAreForTheirOwnerOnly() throws IOException {
        open();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("pki"))))
                .isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(directory.resolve("pki"))) {
            assertThat(files).hasSize(9).allSatisfy(f -> assertThat(
                            PosixFilePermissions.toString(Files.getPosixFilePermissions(f)))
                    .isEqualTo("rw-------"));
        }
    }

    @Test
    void everythingWorksWithTheRootKeyTakenAway() throws Exception {
        X509Certificate root = open().root();
        Files.delete(directory.resolve("pki/root.key"));
        clock.advance(Duration.ofDays(300));

        FilePki pki = open();

        assertThat(pki.root()).isEqualTo(root);
        X509Certificate agent = pki.issue(Authority.AGENTS, "c-1", Set.of(), keys().getPublic());
        validate(pki.chain(Authority.AGENTS, agent), root, clock);
        validate(pki.chain(Authority.SERVER, pki.server().certificate()), root, clock);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9})
    void creationGoesOnWhereItWasCutOff(int filesWritten) throws Exception {
        List<String> order = List.of(
                "root.key",
                "root.pem",
                "server-ca.pem",
                "agents-ca.pem",
                "relays-ca.pem",
                "orders-ca.pem",
                "server.pem",
                "orders.pem",
                "epoch");
        open();
        byte[] root = Files.readAllBytes(directory.resolve("pki/root.pem"));
        for (String file : order.subList(filesWritten, order.size())) {
            Files.delete(directory.resolve("pki").resolve(file));
        }
        // What a kill in the middle of the next write leaves.
        Files.writeString(directory.resolve("pki/" + order.get(Math.min(filesWritten, 8)) + ".unfinished"), "-----BEG");

        FilePki pki = open();

        X509Certificate agent = pki.issue(Authority.AGENTS, "c-1", Set.of(), keys().getPublic());
        validate(pki.chain(Authority.AGENTS, agent), pki.root(), clock);
        validate(pki.chain(Authority.SERVER, pki.server().certificate()), pki.root(), clock);
        if (filesWritten >= 2) {
            assertThat(Files.readAllBytes(directory.resolve("pki/root.pem"))).isEqualTo(root);
        }
        try (Stream<Path> files = Files.list(directory.resolve("pki"))) {
            assertThat(files).noneMatch(f -> f.toString().endsWith(".unfinished"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"root.pem", "agents-ca.pem", "server.pem"})
    void aLostFileIsNeverMadeAnew(String lost) throws IOException {
        open();
        Files.delete(directory.resolve("pki").resolve(lost));

        assertThatThrownBy(this::open).isInstanceOf(IllegalStateException.class).hasMessageContaining(lost);
    }

    @Test
    void serverCertificateIsRenewedAfterTwoThirdsOfItsLife() {
        FilePki pki = open();
        X509Certificate first = pki.server().certificate();
        clock.advance(Duration.ofDays(240));
        assertThat(pki.renewDue()).isFalse();
        clock.advance(Duration.ofDays(5));

        assertThat(pki.renewDue()).isTrue();

        assertThat(pki.server().certificate()).isNotEqualTo(first);
        assertThat(pki.renewDue()).isFalse();
        assertThat(open().server().certificate()).isEqualTo(pki.server().certificate());
    }

    @Test
    void serverCertificateFromAWrongFutureIsReplaced() throws Exception {
        clock.advance(Duration.ofDays(20));
        FilePki pki = open();
        clock.advance(Duration.ofDays(-20));

        assertThat(pki.renewDue()).isTrue();

        validate(pki.chain(Authority.SERVER, pki.server().certificate()), pki.root(), clock);
    }

    @Test
    void renewedOrderCertificateKeepsItsKey() {
        FilePki pki = open();
        X509Certificate first = pki.orders().certificate();
        clock.advance(Duration.ofDays(4 * 365));

        pki.renewDue();

        assertThat(pki.orders().certificate()).isNotEqualTo(first);
        assertThat(pki.orders().certificate().getPublicKey()).isEqualTo(first.getPublicKey());
    }

    @Test
    void newNamesMakeANewServerCertificate() {
        X509Certificate first = open().server().certificate();

        assertThat(open().server().certificate()).isEqualTo(first);
        X509Certificate second = open(Set.of("localhost", "127.0.0.1", "::1", "patches.example"))
                .server()
                .certificate();

        assertThat(CertificateNames.of(second)).contains("patches.example");
    }

    @Test
    void aStolenAgentsIntermediateCannotNameHosts() {
        FilePki pki = open();
        byte[] pem = PrivateFiles.in(directory.resolve("pki")).read("agents-ca.pem");
        Identity stolen = new Identity(Pem.key(pem), Pem.certificate(pem));
        CertificateWriter writer = new CertificateWriter(clock, new SecureRandom());
        CertificateWriter.Validity year = new CertificateWriter.Validity(Duration.ofDays(365), Duration.ofDays(1));
        for (String name : List.of("fettle.example", "127.0.0.1", "::1")) {
            X509Certificate forged =
                    writer.leaf(Authority.AGENTS, "c-1", Set.of(name), keys().getPublic(), stolen, year);
            assertThatThrownBy(() -> validate(pki.chain(Authority.AGENTS, forged), pki.root(), clock))
                    .as(name)
                    .isInstanceOf(CertPathValidatorException.class);
        }
        X509Certificate otherUnit = writer.leaf(Authority.RELAYS, "r-1", Set.of(), keys().getPublic(), stolen, year);
        assertThatThrownBy(() -> validate(pki.chain(Authority.AGENTS, otherUnit), pki.root(), clock))
                .isInstanceOf(CertPathValidatorException.class);
        KeyPair below = keys();
        X509Certificate authority = writer.intermediate(Authority.AGENTS, below.getPublic(), stolen, year);
        X509Certificate leaf = writer.leaf(
                Authority.AGENTS,
                "c-1",
                Set.of(),
                keys().getPublic(),
                new Identity(below.getPrivate(), authority),
                year);
        List<X509Certificate> tooLong = List.of(leaf, authority, pki.certificate(Authority.AGENTS), pki.root());
        assertThatThrownBy(() -> validate(tooLong, pki.root(), clock)).isInstanceOf(CertPathValidatorException.class);
    }

    @Test
    void agentsCannotBeGivenHostNames() {
        FilePki pki = open();

        assertThatThrownBy(() -> pki.issue(Authority.AGENTS, "c-1", Set.of("a.example"), keys().getPublic()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private FilePki open() {
        return open(Set.of("localhost", "127.0.0.1", "::1", "fettle.example"));
    }

    private FilePki open(Set<String> names) {
        return new FilePki(PrivateFiles.in(directory.resolve("pki")), names, clock, new SecureRandom());
    }

    private KeyPair keys() {
        return new CertificateWriter(clock, new SecureRandom()).newKeyPair();
    }

    private static void validate(List<X509Certificate> chain, X509Certificate root, Clock clock) throws Exception {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(root, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(clock.instant()));
        List<X509Certificate> path = chain.subList(0, chain.size() - 1);
        CertPathValidator.getInstance("PKIX")
                .validate(CertificateFactory.getInstance("X.509").generateCertPath(path), parameters);
    }
}
