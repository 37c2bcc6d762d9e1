package io.fettle.relay.uplink;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Digest;
import io.fettle.api.exchange.Answer;
import io.fettle.api.trust.KeyId;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.KeySigner;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.InventoryWish;
import io.fettle.protocol.Reply.NetworkInfo;
import io.fettle.relay.Office;
import io.fettle.testkit.trust.TestAuthority.Pair;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReplyReaderTest {
    private static final Digest OUT = Digest.of(new byte[] {7});

    @TempDir
    Path directory;

    /** What it overhears is not for it, and it goes on whatever that is; it learns what is signed, whole, and no other. */
    @Test
    @Fuzzes(ReplyReader.class)
    void onlyWhatIsSignedTeaches() throws CertificateEncodingException {
        Office office = new Office(directory);
        ReplyReader reader = new ReplyReader(office.membership, Clock.fixed(Office.NOW, ZoneOffset.UTC));
        Fuzz.of("reply", reply(office)).lenient().sparingly().check(input -> {
            reader.learn(new Answer.Replied(input));
            assertThat(office.revoked.get()).isEqualTo(Set.of(new KeyId(OUT)));
        });
    }

    private static byte[] reply(Office office) throws CertificateEncodingException {
        Pair signer = office.authority.orderSigner();
        List<byte[]> chain = new ArrayList<>();
        for (X509Certificate certificate : signer.chain()) {
            chain.add(certificate.getEncoded());
        }
        Reply reply = new Reply(
                Digest.of(new byte[] {1}),
                Office.NOW,
                0,
                InventoryWish.NONE,
                List.of(),
                Optional.empty(),
                false,
                false,
                60,
                Optional.of(new NetworkInfo(List.of("localhost:8383"), List.of(OUT.hex()), chain)),
                Optional.empty());
        KeySigner key = new KeySigner(signer.key(), signer.chain(), 0);
        Header header = new Header(
                MessageKind.REPLY,
                key.keyId(),
                Optional.of(new KeyId(Digest.of(new byte[] {2}))),
                0,
                1,
                Office.NOW,
                Office.NOW.plusSeconds(600));
        return Envelope.seal(header, reply.encode(), key).bytes();
    }
}
