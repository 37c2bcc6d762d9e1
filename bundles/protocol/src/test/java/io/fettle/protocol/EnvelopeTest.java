package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.trust.KeyId;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeTest {
    private static final byte[] PAYLOAD = "{\"agentVersion\":\"0.1.0\"}".getBytes(StandardCharsets.UTF_8);

    private static Header header(Optional<KeyId> addressee) {
        return new Header(
                MessageKind.CHECK_IN,
                Golden.signer().keyId(),
                addressee,
                3,
                42,
                Samples.AT,
                Samples.AT.plusSeconds(600));
    }

    private static byte[] golden() {
        return Base64.getDecoder().decode(new String(Golden.read("envelope.b64"), StandardCharsets.US_ASCII).strip());
    }

    @Test
    void anEnvelopeOfTheFirstReleaseIsStillRead() {
        Envelope envelope = Envelope.parse(golden());
        envelope.verify(Golden.publicKey());
        assertThat(envelope.header()).isEqualTo(header(Optional.empty()));
        assertThat(envelope.payload()).isEqualTo(PAYLOAD);
        assertThat(envelope.bytes()).isEqualTo(golden());
    }

    @Test
    void theBytesThatAreSignedStayTheSame() {
        byte[] now = Envelope.seal(header(Optional.empty()), PAYLOAD, Golden.signer())
                .bytes();
        int signed = 102 + PAYLOAD.length;
        assertThat(Arrays.copyOf(now, signed)).isEqualTo(Arrays.copyOf(golden(), signed));
    }

    @Test
    void theLayoutIsTheDocumentedOne() throws Exception {
        KeyId addressee = new KeyId(Samples.digest(12));
        byte[] bytes = Envelope.seal(header(Optional.of(addressee)), PAYLOAD, Golden.signer())
                .bytes();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[4];
        in.get(magic);
        assertThat(new String(magic, StandardCharsets.US_ASCII)).isEqualTo("FTLE");
        assertThat(in.get()).isEqualTo((byte) 1);
        assertThat(in.get()).isEqualTo((byte) 1);
        byte[] key = new byte[32];
        in.get(key);
        assertThat(key).isEqualTo(Golden.signer().keyId().digest().bytes());
        in.get(key);
        assertThat(key).isEqualTo(addressee.digest().bytes());
        assertThat(in.getInt()).isEqualTo(3);
        assertThat(in.getLong()).isEqualTo(42);
        assertThat(in.getLong()).isEqualTo(Samples.AT.toEpochMilli());
        assertThat(in.getLong()).isEqualTo(Samples.AT.toEpochMilli() + 600_000);
        assertThat(in.getInt()).isEqualTo(PAYLOAD.length);
        in.position(in.position() + PAYLOAD.length);
        int signedLength = in.position();
        int signatureLength = in.getShort();
        assertThat(in.remaining()).isEqualTo(signatureLength);
        Signature check = Signature.getInstance("SHA256withECDSA");
        check.initVerify(Golden.publicKey());
        check.update("fettle-envelope-1\0".getBytes(StandardCharsets.US_ASCII));
        check.update(bytes, 0, signedLength);
        assertThat(check.verify(Arrays.copyOfRange(bytes, signedLength + 2, bytes.length)))
                .isTrue();
    }

    @Test
    void noSingleBitCanBeChanged() {
        byte[] good = golden();
        Random random = new Random(1);
        for (int i = 0; i < 300; i++) {
            byte[] bad = good.clone();
            bad[random.nextInt(bad.length)] ^= (byte) (1 << random.nextInt(8));
            assertThatThrownBy(() -> Envelope.parse(bad).verify(Golden.publicKey()))
                    .isInstanceOfAny(MalformedMessageException.class, BadSignatureException.class);
        }
    }

    @Test
    @Fuzzes(Envelope.class)
    void damageIsNeverASurprise() {
        Fuzz.of("envelope", golden()).declares(MalformedMessageException.class).check(Envelope::parse);
        Fuzz.of("signature of an envelope", golden())
                .declares(MalformedMessageException.class, BadSignatureException.class)
                .sparingly()
                .check(input -> Envelope.parse(input).verify(Golden.publicKey()));
    }

    @Test
    void lengthsThatLieAreRefused() {
        for (int length :
                new int[] {-1, Integer.MIN_VALUE, Integer.MAX_VALUE, PAYLOAD.length + 1, PAYLOAD.length - 1}) {
            byte[] bad = golden();
            ByteBuffer.wrap(bad).putInt(98, length);
            assertThatThrownBy(() -> Envelope.parse(bad)).isInstanceOf(MalformedMessageException.class);
        }
        byte[] trailing = Arrays.copyOf(golden(), golden().length + 1);
        assertThatThrownBy(() -> Envelope.parse(trailing)).isInstanceOf(MalformedMessageException.class);
        assertThatThrownBy(() -> Envelope.parse(new byte[Envelope.MAX_BYTES + 1]))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void aPayloadBeyondTheBoundIsNotSealed() {
        byte[] huge = new byte[Envelope.MAX_PAYLOAD + 1];
        assertThatThrownBy(() -> Envelope.seal(header(Optional.empty()), huge, Golden.signer()))
                .isInstanceOf(MalformedMessageException.class);
    }

    @Test
    void theNumbersOfKindsStayAsTheyAre() {
        assertThat(MessageKind.values())
                .extracting(kind -> kind + "=" + kind.number())
                .containsExactly("CHECK_IN=1", "INVENTORY=2", "REPORT=3", "REPLY=16", "ORDER=17");
    }
}
