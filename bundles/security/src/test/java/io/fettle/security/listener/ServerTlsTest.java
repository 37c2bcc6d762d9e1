package io.fettle.security.listener;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.security.MemoryCertificateStore;
import io.fettle.security.MovableClock;
import io.fettle.security.file.PrivateFiles;
import io.fettle.security.pki.Authority;
import io.fettle.security.pki.FilePki;
import io.fettle.security.trust.CertifiedPeers;
import io.fettle.security.trust.KeyRegister;
import io.fettle.security.trust.RegisteredMembers;
import io.fettle.spi.store.CertificateStore.CertificateRow;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real handshakes over loopback, with certificates of our own authority; so this one needs the real time. */
class ServerTlsTest {
    private static final int PATIENCE_MILLIS = 10_000;
    private static final char[] PASSWORD = "test".toCharArray();

    private final Clock now = Clock.systemUTC();
    private final MemoryCertificateStore store = new MemoryCertificateStore();

    private FilePki pki;
    private KeyRegister register;
    private ServerTls tls;

    @BeforeEach
    void open(@TempDir Path directory) {
        pki = new FilePki(PrivateFiles.in(directory), Set.of("localhost", "127.0.0.1"), now, new SecureRandom());
        register = new KeyRegister(store, now);
        tls = new ServerTls(pki, new CertifiedPeers(pki, register, now));
    }

    @Test
    void aMemberIsLetInAndSeesTheServersName() throws Exception {
        KeyPair keys = keys();

        X509Certificate shown = handshake(client(keys, Authority.AGENTS, member(keys, PeerRole.AGENT, "c-1")));

        assertThat(shown.getPublicKey()).isEqualTo(keys.getPublic());
    }

    @Test
    void aRelayIsLetIn() throws Exception {
        KeyPair keys = keys();

        assertThat(handshake(client(keys, Authority.RELAYS, member(keys, PeerRole.RELAY, "r-1")))
                        .getPublicKey())
                .isEqualTo(keys.getPublic());
    }

    /** B-10. */
    @Test
    void nobodyElseIsLetIn(@TempDir Path elsewhere) throws Exception {
        KeyPair keys = keys();
        X509Certificate revoked = member(keys, PeerRole.AGENT, "c-1");
        new RegisteredMembers(register).revoke(PeerRole.AGENT, "c-1");
        KeyPair others = keys();
        X509Certificate unrecorded = pki.issue(Authority.AGENTS, "c-2", Set.of(), others.getPublic());
        X509Certificate server = pki.issue(Authority.SERVER, "c-2", Set.of("localhost"), others.getPublic());
        X509Certificate orders = pki.issue(Authority.ORDERS, "c-2", Set.of(), others.getPublic());
        FilePki other = new FilePki(PrivateFiles.in(elsewhere), Set.of("localhost"), now, new SecureRandom());
        X509Certificate foreign = other.issue(Authority.AGENTS, "c-1", Set.of(), others.getPublic());

        assertRefused(client(keys, pki.chain(Authority.AGENTS, revoked)));
        assertRefused(client(others, pki.chain(Authority.AGENTS, unrecorded)));
        assertRefused(client(others, pki.chain(Authority.SERVER, server)));
        assertRefused(client(others, pki.chain(Authority.ORDERS, orders)));
        assertRefused(client(others, other.chain(Authority.AGENTS, foreign)));
        assertRefused(context(new KeyManager[0]));
    }

    @Test
    void aRenewedCertificateIsShownAtOnce(@TempDir Path directory) throws Exception {
        MovableClock clock = new MovableClock();
        FilePki renewing = new FilePki(PrivateFiles.in(directory), Set.of("localhost"), clock, new SecureRandom());
        ServerKeys shown = new ServerKeys(renewing);
        String before = shown.chooseEngineServerAlias("EC", null, null);
        X509Certificate old = renewing.server().certificate();
        clock.advance(Duration.ofDays(250));

        renewing.renewDue();

        String after = shown.chooseEngineServerAlias("EC", null, null);
        assertThat(shown.getCertificateChain(after)[0])
                .isEqualTo(renewing.server().certificate());
        assertThat(shown.getPrivateKey(after)).isEqualTo(renewing.server().key());
        assertThat(shown.getCertificateChain(before)[0]).isEqualTo(old);
        assertThat(shown.chooseEngineServerAlias("RSA", null, null)).isNull();
    }

    private X509Certificate member(KeyPair keys, PeerRole role, String id) {
        X509Certificate certificate =
                pki.issue(role == PeerRole.AGENT ? Authority.AGENTS : Authority.RELAYS, id, Set.of(), keys.getPublic());
        register.add(
                new CertificateRow(
                        KeyId.of(keys.getPublic()),
                        role,
                        id,
                        certificate.getSerialNumber().toString(16),
                        new byte[0],
                        true,
                        now.instant(),
                        certificate.getNotAfter().toInstant(),
                        Optional.empty()),
                keys.getPublic());
        return certificate;
    }

    private void assertRefused(SSLContext client) {
        assertThatThrownBy(() -> handshake(client))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(SSLException.class);
    }

    /** @return the client's certificate as the server saw it */
    private X509Certificate handshake(SSLContext client) throws Exception {
        ExecutorService server = Executors.newSingleThreadExecutor();
        try (SSLServerSocket listening = (SSLServerSocket)
                tls.context().getServerSocketFactory().createServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            listening.setSoTimeout(PATIENCE_MILLIS);
            Future<X509Certificate> seen = server.submit(() -> {
                try (SSLSocket accepted = (SSLSocket) listening.accept()) {
                    accepted.setSoTimeout(PATIENCE_MILLIS);
                    accepted.startHandshake();
                    accepted.getOutputStream().write(1);
                    return (X509Certificate) accepted.getSession().getPeerCertificates()[0];
                }
            });
            try (Socket plain = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                    SSLSocket socket = (SSLSocket) client.getSocketFactory()
                            .createSocket(plain, "localhost", listening.getLocalPort(), true)) {
                SSLParameters strict = socket.getSSLParameters();
                strict.setEndpointIdentificationAlgorithm("HTTPS");
                socket.setSSLParameters(strict);
                socket.setSoTimeout(PATIENCE_MILLIS);
                socket.startHandshake();
                socket.getInputStream().read();
            } catch (IOException e) {
                // The server's side tells why.
                assertThat(e).isNotNull();
            }
            return seen.get(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            server.shutdownNow();
        }
    }

    private SSLContext client(KeyPair keys, Authority authority, X509Certificate certificate) throws Exception {
        return client(keys, pki.chain(authority, certificate));
    }

    private SSLContext client(KeyPair keys, List<X509Certificate> chain) throws Exception {
        KeyStore own = KeyStore.getInstance("PKCS12");
        own.load(null, null);
        own.setKeyEntry("me", keys.getPrivate(), PASSWORD, chain.toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
        managers.init(own, PASSWORD);
        return context(new KeyManager[] {new InsistentKeys(managers)});
    }

    private SSLContext context(KeyManager[] keys) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("root", pki.root());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys, trust.getTrustManagers(), null);
        return context;
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
