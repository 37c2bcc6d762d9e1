package io.fettle.relay;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.member.Identity;
import io.fettle.member.Joining;
import io.fettle.member.OrdersTrust;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.RevokedKeys;
import io.fettle.member.TlsContexts;
import io.fettle.protocol.EnrolReply;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.KeySigner;
import io.fettle.protocol.MessageKind;
import io.fettle.relay.trust.Membership;
import io.fettle.testkit.trust.TestAuthority;
import io.fettle.testkit.trust.TestAuthority.Pair;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A relay that has joined, and the agents of its office. */
public final class Office {
    public static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    public final TestAuthority authority = new TestAuthority(NOW);
    public final RevokedKeys revoked;
    public final Membership membership;

    public Office(Path state) {
        PrivateDirectory trust = PrivateDirectory.at(state).child("trust");
        Pair own = authority.relay("relay-1");
        EnrolReply reply = new EnrolReply(
                "relay-1",
                der(own.chain()),
                der(authority.orderSigner().chain()),
                List.of("localhost:8383"),
                false,
                NOW);
        trust.write("own.spki", own.certificate().getPublicKey().getEncoded());
        trust.write("own.p8", own.key().getEncoded());
        trust.write("identity.json", reply.encode());
        Identity identity = new Joining(
                        PrivateDirectory.at(state), "0.1.0", Clock.fixed(NOW, ZoneOffset.UTC), new SecureRandom())
                .identity()
                .orElseThrow();
        revoked = new RevokedKeys(trust);
        membership =
                new Membership(identity, new OrdersTrust(identity, trust), revoked, TlsContexts.of(identity, revoked));
    }

    public static Peer peer(Pair agent) {
        KeyId key = KeyId.of(agent.certificate().getPublicKey());
        return new Peer(PeerRole.AGENT, "agent-" + key.toString().substring(0, 8), key);
    }

    public static byte[] envelope(Pair agent, MessageKind kind, long sequence) {
        return envelope(agent, kind, sequence, new byte[] {1, 2, 3});
    }

    public static byte[] envelope(Pair agent, MessageKind kind, long sequence, byte[] payload) {
        KeySigner signer = new KeySigner(agent.key(), agent.chain(), 0);
        Header header = new Header(kind, signer.keyId(), Optional.empty(), 0, sequence, NOW, NOW.plusSeconds(3600));
        return Envelope.seal(header, payload, signer).bytes();
    }

    private static List<byte[]> der(List<X509Certificate> chain) {
        List<byte[]> der = new ArrayList<>();
        try {
            for (X509Certificate certificate : chain) {
                der.add(certificate.getEncoded());
            }
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
        return der;
    }
}
