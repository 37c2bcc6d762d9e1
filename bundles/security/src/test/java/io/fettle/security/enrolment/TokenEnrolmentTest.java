package io.fettle.security.enrolment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.enrolment.EnrolmentError;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.enrolment.EnrolmentTokens.Wish;
import io.fettle.api.enrolment.Joining;
import io.fettle.api.exchange.Enrolment.Origin;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.trust.AgentKeys;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.CertificationRequest;
import io.fettle.protocol.EnrolReply;
import io.fettle.protocol.EnrolRequest;
import io.fettle.protocol.TokenText;
import io.fettle.security.MemoryAuditStore;
import io.fettle.security.MemoryCertificateStore;
import io.fettle.security.MemoryTokenStore;
import io.fettle.security.MovableClock;
import io.fettle.security.audit.StoredAudit;
import io.fettle.security.file.PrivateFiles;
import io.fettle.security.network.NetworkSettings;
import io.fettle.security.pki.Authority;
import io.fettle.security.pki.FilePki;
import io.fettle.security.trust.AnnouncedNetwork;
import io.fettle.security.trust.CertifiedPeers;
import io.fettle.security.trust.KeyRegister;
import io.fettle.security.trust.OrderSigner;
import io.fettle.security.trust.RegisteredAgentKeys;
import io.fettle.security.trust.RegisteredMembers;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DERUTF8String;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.ExtensionsGenerator;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.pkcs.jcajce.JcaPKCS10CertificationRequestBuilder;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TokenEnrolmentTest {
    private static final Caller ADMIN = new Caller("admin", Role.PLATFORM_ADMIN, Scope.all());
    private static final Origin HERE = new Origin("192.0.2.7", "");

    private final MovableClock clock = new MovableClock();
    private final MemoryAuditStore auditStore = new MemoryAuditStore();
    private final MemoryTokenStore tokenStore = new MemoryTokenStore();
    private final MemoryCertificateStore certificateStore = new MemoryCertificateStore();
    private final Members members = new Members();

    private FilePki pki;
    private KeyRegister register;
    private StoredEnrolmentTokens tokens;
    private TokenEnrolment enrolment;
    private CertifiedPeers peers;
    private AgentKeys agentKeys;

    @BeforeEach
    void open(@TempDir Path directory) {
        NetworkSettings settings = new NetworkSettings(8020, 8383, "127.0.0.1", List.of("fettle.example"), List.of());
        pki = new FilePki(PrivateFiles.in(directory), settings.certificateNames(), clock, new SecureRandom());
        StoredAudit audit = new StoredAudit(auditStore);
        register = new KeyRegister(certificateStore, clock);
        tokens = new StoredEnrolmentTokens(tokenStore, pki, audit, clock, new SecureRandom());
        Welcome welcome = new Welcome(new OrderSigner(pki), new AnnouncedNetwork(settings, register, pki));
        enrolment = new TokenEnrolment(
                tokenStore, new Certifier(certificateStore, register, pki, clock), welcome, audit, clock);
        enrolment.joining = members;
        peers = new CertifiedPeers(pki, register, clock);
        agentKeys = new RegisteredAgentKeys(register, clock);
    }

    @Test
    void tokensOfOtherOfficesCanNeitherBeMadeNorSeenNorEnded() {
        Caller north = new Caller("nick", Role.ADMIN, Scope.ofOffices(Set.of("north")));
        EnrolmentToken theirs = tokens.create(wishFor("head-office"), ADMIN).token();

        assertCode(() -> tokens.create(wishFor("head-office"), north), EnrolmentError.WISH_REFUSED);
        assertThat(tokens.list(north.scope(), PageRequest.first(9)).items()).isEmpty();
        assertCode(() -> tokens.revoke(theirs.id(), north), EnrolmentError.UNKNOWN_TOKEN);
        assertThat(tokenStore.find(theirs.id()).orElseThrow().token().revokedAt())
                .isEmpty();
    }

    private static Wish wishFor(String office) {
        return new Wish(PeerRole.AGENT, office, List.of(), true, 1, Duration.ofHours(1), List.of());
    }

    private static void assertCode(ThrowingCallable call, EnrolmentError code) {
        assertThatThrownBy(call).isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                .isEqualTo(code));
    }

    @Test
    void officeGroupsAndApprovalOfTheTokenArriveWithTheComputer() throws Exception {
        for (boolean approved : new boolean[] {true, false}) {
            Wish wish = new Wish(
                    PeerRole.AGENT,
                    "head-office",
                    List.of("servers", "web"),
                    approved,
                    1,
                    Duration.ofHours(1),
                    List.of());
            TokenText token = TokenText.parse(tokens.create(wish, ADMIN).secret());
            join(token, CertificationRequest.of(keys()), HERE);
        }
        assertThat(members.places)
                .containsExactlyInAnyOrder("head-office [servers, web] approved", "head-office [servers, web] waits");
    }

    @Test
    void aComputerJoinsAndIsKnownByItsKey() throws Exception {
        KeyPair keys = keys();
        TokenText token = token(1, true);

        EnrolReply reply = join(token, CertificationRequest.of(keys), HERE);

        List<X509Certificate> chain = certificates(reply.chain());
        assertThat(Digest.of(chain.get(2).getEncoded())).isEqualTo(token.root());
        assertThat(peers.authenticate(chain))
                .contains(new Peer(PeerRole.AGENT, reply.id(), KeyId.of(keys.getPublic())));
        assertThat(agentKeys.find(KeyId.of(keys.getPublic())).orElseThrow().state())
                .isEqualTo(AgentKeys.State.ACTIVE);
        assertThat(reply.quarantined()).isFalse();
        assertThat(reply.addresses()).containsExactly("fettle.example:8383");
        assertThat(members.computers).containsExactly(reply.id());
        assertThat(certificates(reply.ordersChain()).get(0))
                .isEqualTo(pki.orders().certificate());
        assertThat(auditStore.actions()).containsExactly("token.created", "enrolment.done");
    }

    @Test
    void aRelayGetsTheNamesOfItsTokenAndNoOthers() throws Exception {
        TokenText token = TokenText.parse(tokens.create(
                        new Wish(
                                PeerRole.RELAY,
                                "head-office",
                                List.of(),
                                true,
                                1,
                                Duration.ofHours(1),
                                List.of("Relay1.example", "10.1.0.2")),
                        ADMIN)
                .secret());
        KeyPair keys = keys();

        EnrolReply reply = join(token, requestFor(keys, "cn=evil", GeneralName.dNSName, "fettle.example"), HERE);

        X509Certificate certificate = certificates(reply.chain()).get(0);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactlyInAnyOrder(List.of(2, "relay1.example"), List.of(7, "10.1.0.2"));
        assertThat(peers.authenticate(certificates(reply.chain())))
                .contains(new Peer(PeerRole.RELAY, reply.id(), KeyId.of(keys.getPublic())));
        assertThat(agentKeys.find(KeyId.of(keys.getPublic()))).isEmpty();
    }

    /** C-03. */
    @Test
    void nothingOfARequestIsCopiedButItsKey() throws Exception {
        KeyPair keys = keys();

        EnrolReply reply = join(
                token(1, true),
                requestFor(keys, "CN=r-1,OU=relays,O=Fettle", GeneralName.dNSName, "fettle.example"),
                HERE);

        X509Certificate certificate = certificates(reply.chain()).get(0);
        assertThat(certificate.getPublicKey()).isEqualTo(keys.getPublic());
        assertThat(certificate.getSubjectX500Principal().getName())
                .isEqualTo("CN=" + reply.id() + ",OU=agents,O=Fettle");
        assertThat(certificate.getBasicConstraints()).isEqualTo(-1);
        assertThat(certificate.getSubjectAlternativeNames())
                .containsExactly(List.of(2, reply.id() + ".no-hosts.fettle.invalid"));
        assertThat(certificate.getExtendedKeyUsage()).containsExactly("1.3.6.1.5.5.7.3.2");
        assertThat(certificate.getNonCriticalExtensionOIDs()).doesNotContain("1.2.3.4.5");
    }

    @Test
    void onlyP256KeysThatAreHeldMayJoin() throws Exception {
        TokenText token = token(10, true);
        KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
        rsa.initialize(2048);
        KeyPair other = keys();
        byte[] p384 = requestFor(keys("secp384r1"), "CN=x", GeneralName.dNSName, "x", "SHA256withECDSA");
        byte[] rsaRequest = requestFor(rsa.generateKeyPair(), "CN=x", GeneralName.dNSName, "x", "SHA256withRSA");
        byte[] notHeld = CertificationRequest.of(new KeyPair(keys().getPublic(), other.getPrivate()));

        for (byte[] csr :
                List.of(p384, rsaRequest, notHeld, new byte[0], "nonsense".getBytes(StandardCharsets.US_ASCII))) {
            assertRefused(request(token, csr), "bad-key");
        }
        assertThat(members.computers).isEmpty();
    }

    /** C-04. */
    @Test
    void ofAHundredParallelJoinersExactlyAsManyAsTheTokenAllowsGetIn() throws Exception {
        TokenText token = token(7, true);
        ExecutorService pool = Executors.newFixedThreadPool(20);
        try {
            CountDownLatch go = new CountDownLatch(1);
            List<Future<Boolean>> joins = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                byte[] request = request(token, CertificationRequest.of(keys()));
                Origin origin = new Origin("192.0.2." + i, "");
                joins.add(pool.submit(() -> {
                    go.await();
                    try {
                        enrolment.enrol(request, origin);
                        return true;
                    } catch (FettleException e) {
                        return false;
                    }
                }));
            }
            go.countDown();
            int joined = 0;
            for (Future<Boolean> join : joins) {
                joined += join.get() ? 1 : 0;
            }
            assertThat(joined).isEqualTo(7);
            assertThat(members.computers).hasSize(7);
            assertThat(certificateStore.after(Optional.empty(), 1000)).hasSize(7);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aLostReplyIsGivenAgainWithoutASecondUse() {
        TokenText token = token(1, true);
        byte[] csr = CertificationRequest.of(keys());

        EnrolReply first = join(token, csr, HERE);
        EnrolReply again = join(token, csr, HERE);

        assertThat(again.id()).isEqualTo(first.id());
        assertThat(again.chain().get(0)).isEqualTo(first.chain().get(0));
        assertThat(members.computers).hasSize(1);
        assertRefused(request(token, CertificationRequest.of(keys())), "token-ended");
    }

    @Test
    void anEnrolmentCutOffBeforeItsCertificateIsFinishedByTheNextTry() {
        TokenText token = token(1, true);
        byte[] csr = CertificationRequest.of(keys());
        certificateStore.broken = true;
        assertThatThrownBy(() -> join(token, csr, HERE)).hasMessage("The disk is full");
        certificateStore.broken = false;

        EnrolReply reply = join(token, csr, HERE);

        assertThat(members.computers).containsExactly(reply.id());
    }

    @Test
    void aForgedProofIsRefused() {
        TokenText token = token(1, true);
        byte[] csr = CertificationRequest.of(keys());
        TokenText guessed = new TokenText(token.id(), new byte[32], token.root());
        EnrolRequest good = EnrolRequest.prove(token, csr, new byte[16], clock.instant(), "1", "h");
        byte[] otherCsr = CertificationRequest.of(keys());

        assertRefused(request(guessed, csr), "wrong-proof");
        assertRefused(with(good, otherCsr, good.issuedAt(), good.proof()), "wrong-proof");
        assertRefused(with(good, csr, good.issuedAt().plusSeconds(1), good.proof()), "wrong-proof");
        assertRefused(with(good, csr, good.issuedAt(), new byte[0]), "wrong-proof");
        assertRefused(request(new TokenText("t-unknown", new byte[32], token.root()), csr), "unknown-token");
        assertThat(tokenStore.find(token.id()).orElseThrow().token().usesLeft()).isEqualTo(1);
    }

    @Test
    void anEndedTokenLetsNobodyIn() {
        TokenText expired = token(5, true);
        TokenText revoked = token(5, true);
        tokens.revoke(revoked.id(), ADMIN);

        assertRefused(request(revoked, CertificationRequest.of(keys())), "token-ended");
        clock.advance(Duration.ofHours(1));
        assertRefused(request(expired, CertificationRequest.of(keys())), "token-ended");
    }

    @Test
    void aStaleRequestIsRefused() {
        TokenText token = token(1, true);
        byte[] request = request(token, CertificationRequest.of(keys()));
        clock.advance(Duration.ofDays(1).plusSeconds(1));

        assertRefused(request, "stale");
    }

    @Test
    void aNewComputerWaitsInQuarantineUntilItIsApproved() {
        KeyPair keys = keys();
        EnrolReply reply = join(token(1, false), CertificationRequest.of(keys), HERE);
        KeyId key = KeyId.of(keys.getPublic());
        assertThat(reply.quarantined()).isTrue();
        assertThat(agentKeys.find(key).orElseThrow().state()).isEqualTo(AgentKeys.State.QUARANTINED);

        new RegisteredMembers(register).approve(PeerRole.AGENT, reply.id());

        assertThat(agentKeys.find(key).orElseThrow().state()).isEqualTo(AgentKeys.State.ACTIVE);
        assertThat(new KeyRegister(certificateStore, clock).isApproved(key)).isTrue();
    }

    /** C-02. */
    @Test
    void aRevokedKeyStaysOutAndItsComputersIdIsNotUsedAgain() throws Exception {
        KeyPair keys = keys();
        TokenText token = token(5, true);
        EnrolReply first = join(token, CertificationRequest.of(keys), HERE);

        new RegisteredMembers(register).revoke(PeerRole.AGENT, first.id());

        assertThat(peers.authenticate(certificates(first.chain()))).isEmpty();
        assertThat(agentKeys.find(KeyId.of(keys.getPublic())).orElseThrow().state())
                .isEqualTo(AgentKeys.State.REVOKED);
        assertRefused(request(token, CertificationRequest.of(keys)), "key-revoked");
        EnrolReply second = join(token, CertificationRequest.of(keys()), HERE);
        assertThat(second.id()).isNotEqualTo(first.id());
        CertifiedPeers restarted = new CertifiedPeers(pki, new KeyRegister(certificateStore, clock), clock);
        assertThat(restarted.authenticate(certificates(first.chain()))).isEmpty();
        assertThat(restarted.authenticate(certificates(second.chain()))).isPresent();
    }

    @Test
    void aKeyIsOneMemberOnly() {
        KeyPair keys = keys();
        join(token(1, true), CertificationRequest.of(keys), HERE);
        TokenText other = token(1, true);

        assertRefused(request(other, CertificationRequest.of(keys)), "key-of-another-member");

        assertThat(tokenStore.find(other.id()).orElseThrow().token().usesLeft()).isEqualTo(1);
        assertThat(members.computers).hasSize(1);
    }

    /** C-01, C-03: what the certificate says counts only with the right issuer, the right dates and our own record. */
    @Test
    void certificatesOfAWrongKindAreNobody() throws Exception {
        KeyPair keys = keys();
        EnrolReply reply = join(token(1, true), CertificationRequest.of(keys), HERE);
        X509Certificate unrecorded = pki.issue(Authority.AGENTS, reply.id(), Set.of(), keys().getPublic());
        X509Certificate otherId = pki.issue(Authority.AGENTS, "c-another", Set.of(), keys.getPublic());
        X509Certificate otherRole = pki.issue(Authority.RELAYS, reply.id(), Set.of(), keys.getPublic());
        X509Certificate server = pki.issue(Authority.SERVER, reply.id(), Set.of(), keys.getPublic());
        X509Certificate orders = pki.issue(Authority.ORDERS, reply.id(), Set.of(), keys.getPublic());

        assertThat(peers.authenticate(pki.chain(Authority.AGENTS, unrecorded))).isEmpty();
        assertThat(peers.authenticate(pki.chain(Authority.AGENTS, otherId))).isEmpty();
        assertThat(peers.authenticate(pki.chain(Authority.RELAYS, otherRole))).isEmpty();
        assertThat(peers.authenticate(pki.chain(Authority.SERVER, server))).isEmpty();
        assertThat(peers.authenticate(pki.chain(Authority.AGENTS, orders))).isEmpty();
        assertThat(peers.authenticate(List.of())).isEmpty();
        assertThat(peers.authenticate(List.of(pki.root()))).isEmpty();
        assertThat(peers.authenticate(List.of(pki.certificate(Authority.AGENTS))))
                .isEmpty();
    }

    @Test
    void anotherAuthorityWithTheSameNamesIsNobody(@TempDir Path elsewhere) throws Exception {
        KeyPair keys = keys();
        EnrolReply reply = join(token(1, true), CertificationRequest.of(keys), HERE);
        FilePki other = new FilePki(PrivateFiles.in(elsewhere), Set.of("localhost"), clock, new SecureRandom());
        X509Certificate forged = other.issue(Authority.AGENTS, reply.id(), Set.of(), keys.getPublic());

        assertThat(peers.authenticate(other.chain(Authority.AGENTS, forged))).isEmpty();
    }

    @Test
    void datesCountOnEveryRequestAndAClockThatComesBackHelps() throws Exception {
        KeyPair keys = keys();
        List<X509Certificate> chain = certificates(
                join(token(1, true), CertificationRequest.of(keys), HERE).chain());
        assertThat(peers.authenticate(chain)).isPresent();

        clock.advance(Duration.ofDays(366));
        assertThat(peers.authenticate(chain)).isEmpty();
        assertThat(agentKeys.find(KeyId.of(keys.getPublic()))).isEmpty();
        clock.advance(Duration.ofDays(-2 * 366));
        assertThat(peers.authenticate(chain)).isEmpty();
        clock.advance(Duration.ofDays(366));
        assertThat(peers.authenticate(chain)).isPresent();
    }

    @Test
    void onePlaceThatKeepsFailingIsSlowedAndOthersAreNot() {
        TokenText token = token(1, true);
        byte[] wrong = request(new TokenText(token.id(), new byte[32], token.root()), CertificationRequest.of(keys()));
        for (int i = 0; i < 20; i++) {
            assertRefused(wrong, "wrong-proof");
        }

        assertThatThrownBy(() -> enrolment.enrol(wrong, HERE))
                .isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                        .isEqualTo(EnrolmentError.ENROLMENT_UNAVAILABLE));
        assertThat(join(token, CertificationRequest.of(keys()), new Origin("192.0.2.8", ""))
                        .id())
                .isNotEmpty();
    }

    @Test
    void withoutAnInventoryNobodyJoinsAndNoUseIsLost() {
        TokenText token = token(1, true);
        enrolment.joining = null;

        assertThatThrownBy(() -> join(token, CertificationRequest.of(keys()), HERE))
                .isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                        .isEqualTo(EnrolmentError.ENROLMENT_UNAVAILABLE));
        assertThat(tokenStore.find(token.id()).orElseThrow().token().usesLeft()).isEqualTo(1);
    }

    /** B-08. */
    @Test
    void oddRequestsAreRefused() {
        for (String json : List.of(
                "",
                "null",
                "[]",
                "{}",
                "{\"token\":[\"x\"]}",
                "{\"token\":null}",
                "{\"token\":\"../../etc\"}",
                "{".repeat(5000))) {
            Origin origin = new Origin("198.51.100." + json.length() % 250, "");
            assertThatThrownBy(() -> enrolment.enrol(json.getBytes(StandardCharsets.UTF_8), origin))
                    .as(json)
                    .isInstanceOfSatisfying(FettleException.class, e -> assertThat(e.code())
                            .isEqualTo(EnrolmentError.ENROLMENT_REFUSED));
        }
    }

    @Test
    void wishesOutOfBoundsMakeNoToken() {
        tokens.joining = members;
        Wish good = new Wish(PeerRole.AGENT, "head-office", List.of(), true, 1, Duration.ofHours(1), List.of());
        assertThat(tokens.create(good, ADMIN).token().usesLeft()).isEqualTo(1);

        for (Wish wish : List.of(
                new Wish(PeerRole.AGENT, "nowhere", List.of(), true, 1, Duration.ofHours(1), List.of()),
                new Wish(PeerRole.AGENT, "head-office", List.of(), true, 0, Duration.ofHours(1), List.of()),
                new Wish(PeerRole.AGENT, "head-office", List.of(), true, 10_001, Duration.ofHours(1), List.of()),
                new Wish(PeerRole.AGENT, "head-office", List.of(), true, 1, Duration.ofDays(31), List.of()),
                new Wish(PeerRole.AGENT, "head-office", List.of(), true, 1, Duration.ZERO, List.of()),
                new Wish(PeerRole.AGENT, "head-office", List.of(), true, 1, Duration.ofHours(1), List.of("a.example")),
                new Wish(PeerRole.RELAY, "head-office", List.of(), true, 1, Duration.ofHours(1), List.of()),
                new Wish(
                        PeerRole.RELAY,
                        "head-office",
                        List.of(),
                        true,
                        1,
                        Duration.ofHours(1),
                        List.of("*.example")))) {
            assertThatThrownBy(() -> tokens.create(wish, ADMIN))
                    .as(wish.toString())
                    .isInstanceOfSatisfying(
                            FettleException.class, e -> assertThat(e.code()).isEqualTo(EnrolmentError.WISH_REFUSED));
        }
    }

    @Test
    void theStoreNeverLearnsASecretAndTheAuditNeither() {
        TokenText token = token(1, true);

        assertThat(tokenStore.find(token.id()).orElseThrow().proofKey()).isNotEqualTo(token.secret());
        assertThat(auditStore.after(0, 10).toString())
                .doesNotContain(token.text().split("\\.")[2]);
    }

    private TokenText token(int uses, boolean autoApprove) {
        return TokenText.parse(tokens.create(
                        new Wish(
                                PeerRole.AGENT,
                                "head-office",
                                List.of("servers"),
                                autoApprove,
                                uses,
                                Duration.ofHours(1),
                                List.of()),
                        ADMIN)
                .secret());
    }

    private EnrolReply join(TokenText token, byte[] csr, Origin origin) {
        return EnrolReply.decode(enrolment.enrol(request(token, csr), origin));
    }

    private byte[] request(TokenText token, byte[] csr) {
        return EnrolRequest.prove(token, csr, new byte[16], clock.instant(), "0.1.0", "pc7.example")
                .encode();
    }

    private static byte[] with(EnrolRequest good, byte[] csr, Instant issuedAt, byte[] proof) {
        return new EnrolRequest(good.tokenId(), csr, good.nonce(), issuedAt, proof, "1", "h").encode();
    }

    private void assertRefused(byte[] request, String why) {
        assertThatThrownBy(() -> enrolment.enrol(request, HERE))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(EnrolmentError.ENROLMENT_REFUSED));
        List<String> reasons = auditStore.details("why");
        assertThat(reasons.get(reasons.size() - 1)).isEqualTo(why);
    }

    private static KeyPair keys() {
        return keys("secp256r1");
    }

    private static KeyPair keys(String curve) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(curve));
            return generator.generateKeyPair();
        } catch (java.security.GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] requestFor(KeyPair keys, String subject, int kind, String name) throws Exception {
        return requestFor(keys, subject, kind, name, "SHA256withECDSA");
    }

    /** A request that asks for everything it should not get. */
    private static byte[] requestFor(KeyPair keys, String subject, int kind, String name, String algorithm)
            throws Exception {
        ExtensionsGenerator wishes = new ExtensionsGenerator();
        wishes.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        wishes.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName(kind, name)));
        wishes.addExtension(Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.anyExtendedKeyUsage));
        wishes.addExtension(new ASN1ObjectIdentifier("1.2.3.4.5"), false, new DERUTF8String("relay"));
        return new JcaPKCS10CertificationRequestBuilder(new X500Name(subject), keys.getPublic())
                .addAttribute(PKCSObjectIdentifiers.pkcs_9_at_extensionRequest, wishes.generate())
                .build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()))
                .getEncoded();
    }

    private static List<X509Certificate> certificates(List<byte[]> chain) throws Exception {
        List<X509Certificate> certificates = new ArrayList<>();
        for (byte[] der : chain) {
            certificates.add((X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
        }
        return certificates;
    }

    private static final class Members implements Joining {
        private final Set<String> computers = new ConcurrentSkipListSet<>();
        private final Set<String> places = new ConcurrentSkipListSet<>();

        @Override
        public boolean knowsOffice(String officeId) {
            return officeId.equals("head-office");
        }

        @Override
        public void computerJoins(ComputerId id, String officeId, List<String> groups, boolean approved, Instant at) {
            computers.add(id.value());
            places.add(officeId + " " + groups + (approved ? " approved" : " waits"));
        }

        @Override
        public void relayJoins(String id, String officeId, List<String> names, Instant at) {}
    }
}
