package io.fettle.member;

import io.fettle.api.FettleException;
import io.fettle.protocol.CertificationRequest;
import io.fettle.protocol.EnrolReply;
import io.fettle.protocol.EnrolRequest;
import io.fettle.protocol.TokenText;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Joins with the token in {@code STATE/enrol.token}. A crash at any step is mended by doing it again: the key is on disk
 * before it is shown to anybody, the identity before the token is deleted. Not thread-safe.
 */
public final class Joining {
    private static final Logger LOG = LoggerFactory.getLogger(Joining.class);
    private static final String TOKEN = "enrol.token";
    private static final String IDENTITY = "identity.json";
    private static final int MAX_TOKEN = 4096;
    private static final int MAX_IDENTITY = 256 * 1024;
    private static final int NONCE = 16;

    private final PrivateDirectory state;
    private final PrivateDirectory files;
    private final String version;
    private final Clock clock;
    private final SecureRandom random;

    /** @param version of the agent */
    public Joining(PrivateDirectory state, String version, Clock clock, SecureRandom random) {
        this.state = state;
        this.files = state.child("trust");
        this.version = version;
        this.clock = clock;
        this.random = random;
    }

    /** Carries a request to the server. */
    @FunctionalInterface
    public interface Call {
        /** @param tls trusts the server's root and nothing else */
        byte[] post(SSLContext tls, byte[] request) throws IOException;
    }

    /** Who this computer is, where it joined before. */
    public Optional<Identity> identity() {
        Optional<byte[]> stored = files.read(IDENTITY, MAX_IDENTITY);
        if (stored.isEmpty()) {
            return Optional.empty();
        }
        // A token that a crash left behind is of no more use; the next one to come would be a decision of the owner.
        state.delete(TOKEN);
        return Optional.of(Identity.stored(OwnKey.openOrMake(files, random), EnrolReply.decode(stored.get())));
    }

    public boolean hasToken() {
        return state.has(TOKEN);
    }

    /**
     * Tries once.
     *
     * @throws IOException where the server cannot be reached or refuses
     * @throws FettleException where token or answer are not what they should be
     */
    public Identity join(Call call, String hostname) throws IOException {
        TokenText token = TokenText.parse(text(state.read(TOKEN, MAX_TOKEN)
                .orElseThrow(() -> new FettleException(
                        MemberError.BAD_ENROLMENT, "There is no enrolment token; put one into " + state.file(TOKEN)))));
        KeyPair keys = OwnKey.openOrMake(files, random);
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        EnrolRequest request =
                EnrolRequest.prove(token, CertificationRequest.of(keys), nonce, Instant.now(clock), version, hostname);
        EnrolReply reply = EnrolReply.decode(call.post(TlsContexts.joining(token.root()), request.encode()));
        Identity identity = Identity.verified(keys, reply, root(reply, token), clock.instant());
        OrdersTrust.forget(files);
        files.write(IDENTITY, reply.encode());
        state.delete(TOKEN);
        LOG.info("This computer joined as {}{}", reply.id(), reply.quarantined() ? " and waits for approval" : "");
        return identity;
    }

    private static X509Certificate root(EnrolReply reply, TokenText token) {
        List<X509Certificate> chain = Chains.decode(reply.chain());
        if (chain.isEmpty() || !Chains.fingerprint(chain.get(chain.size() - 1)).equals(token.root())) {
            throw new FettleException(
                    MemberError.UNTRUSTED_CHAIN, "An enrolment came with another root than the token names");
        }
        return chain.get(chain.size() - 1);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.US_ASCII);
    }
}
