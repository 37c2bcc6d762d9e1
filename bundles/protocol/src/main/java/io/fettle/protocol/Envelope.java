package io.fettle.protocol;

import io.fettle.api.Digest;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Signer;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.security.Signature;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

/**
 * The signed binary envelope around everything that agent and server say. The bytes are signed once and never encoded
 * again, so whoever passes them on can withhold them, but not forge, alter, replay or redirect them.
 *
 * <p>Layout, big endian: magic {@code FTLE}, version (1 byte), kind (1), signer's key id (32), addressee's key id (32,
 * zeros for the server), epoch (4), sequence (8), issued at and not after (8 each, milliseconds since 1970), length of
 * the payload (4), payload, length of the signature (2), signature: ECDSA P-256 with SHA-256, DER, over {@code
 * fettle-envelope-1}, a zero byte and all bytes before the signature's length.
 *
 * <p>Immutable. An instance says nothing about the signature until {@link #verify} returned.
 */
public final class Envelope {
    public static final int VERSION = 1;
    public static final int MAX_PAYLOAD = 8 << 20;
    /** Bytes of the longest envelope. */
    public static final int MAX_BYTES = MAX_PAYLOAD + 512;

    private static final byte[] MAGIC = "FTLE".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] DOMAIN = "fettle-envelope-1\0".getBytes(StandardCharsets.US_ASCII);
    private static final int KEY_ID = 32;
    private static final int HEAD = 4 + 1 + 1 + KEY_ID + KEY_ID + 4 + 8 + 8 + 8 + 4;
    private static final int MAX_SIGNATURE = 80;
    private static final byte[] NOBODY = new byte[KEY_ID];

    private final Header header;
    private final byte[] bytes;
    private final int signedLength;

    private Envelope(Header header, byte[] bytes, int signedLength) {
        this.header = header;
        this.bytes = bytes;
        this.signedLength = signedLength;
    }

    /** Makes and signs an envelope. {@code header.signer()} must be the signer's key. */
    public static Envelope seal(Header header, byte[] payload, Signer signer) {
        if (!header.signer().equals(signer.keyId())) {
            throw new IllegalArgumentException("The header names another signer");
        }
        if (payload.length > MAX_PAYLOAD) {
            throw new MalformedMessageException("A payload has at most " + MAX_PAYLOAD + " bytes");
        }
        int signedLength = HEAD + payload.length;
        ByteBuffer signed = ByteBuffer.allocate(signedLength);
        signed.put(MAGIC).put((byte) VERSION).put((byte) header.kind().number());
        signed.put(header.signer().digest().bytes());
        signed.put(header.addressee().map(id -> id.digest().bytes()).orElse(NOBODY));
        signed.putInt(header.epoch()).putLong(header.sequence());
        signed.putLong(header.issuedAt().toEpochMilli())
                .putLong(header.notAfter().toEpochMilli());
        signed.putInt(payload.length).put(payload);
        byte[] signature = signer.sign(concat(DOMAIN, signed.array()));
        ByteBuffer whole = ByteBuffer.allocate(signedLength + 2 + signature.length);
        whole.put(signed.array()).putShort((short) signature.length).put(signature);
        return new Envelope(header, whole.array(), signedLength);
    }

    /** Reads the format only; see {@link #verify}. */
    public static Envelope parse(byte[] bytes) {
        if (bytes.length < HEAD + 2 || bytes.length > MAX_BYTES) {
            throw new MalformedMessageException("An envelope of " + bytes.length + " bytes cannot be");
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        byte[] magic = new byte[MAGIC.length];
        in.get(magic);
        int version = in.get();
        if (!Arrays.equals(magic, MAGIC)) {
            throw new MalformedMessageException("Not an envelope");
        }
        if (version != VERSION) {
            throw new NotUnderstoodException("An envelope has version " + version, Integer.toString(version), "");
        }
        int kindNumber = in.get() & 0xff;
        MessageKind kind = MessageKind.of(kindNumber)
                .orElseThrow(() -> new NotUnderstoodException(
                        "An envelope carries kind " + kindNumber, Integer.toString(kindNumber), ""));
        KeyId signer = keyId(in);
        KeyId addressee = keyId(in);
        int epoch = in.getInt();
        long sequence = in.getLong();
        Instant issuedAt = Instant.ofEpochMilli(in.getLong());
        Instant notAfter = Instant.ofEpochMilli(in.getLong());
        int payload = in.getInt();
        if (epoch < 0 || sequence < 0 || payload < 0 || payload > bytes.length - HEAD - 2) {
            throw new MalformedMessageException("An envelope's lengths and counters do not fit its bytes");
        }
        int signature = ByteBuffer.wrap(bytes, HEAD + payload, 2).getShort();
        if (signature <= 0 || signature > MAX_SIGNATURE || HEAD + payload + 2 + signature != bytes.length) {
            throw new MalformedMessageException("An envelope's signature does not fit its bytes");
        }
        Optional<KeyId> to =
                Arrays.equals(addressee.digest().bytes(), NOBODY) ? Optional.empty() : Optional.of(addressee);
        return new Envelope(
                new Header(kind, signer, to, epoch, sequence, issuedAt, notAfter), bytes.clone(), HEAD + payload);
    }

    /**
     * Checks that {@code key} is the signer and signed exactly these bytes.
     *
     * @throws BadSignatureException where not
     */
    public void verify(PublicKey key) {
        if (!KeyId.of(key).equals(header.signer())) {
            throw new BadSignatureException("The envelope names another key than the one it is held against");
        }
        try {
            Signature check = Signature.getInstance("SHA256withECDSA");
            check.initVerify(key);
            check.update(DOMAIN);
            check.update(bytes, 0, signedLength);
            if (!check.verify(bytes, signedLength + 2, bytes.length - signedLength - 2)) {
                throw new BadSignatureException("The envelope's signature does not fit its bytes");
            }
        } catch (GeneralSecurityException e) {
            throw new BadSignatureException("The envelope's signature cannot be read", e);
        }
    }

    public Header header() {
        return header;
    }

    public byte[] payload() {
        return Arrays.copyOfRange(bytes, HEAD, signedLength);
    }

    public byte[] bytes() {
        return bytes.clone();
    }

    /** Names this very envelope: replies refer to it. */
    public Digest digest() {
        return Digest.of(bytes);
    }

    private static KeyId keyId(ByteBuffer in) {
        byte[] id = new byte[KEY_ID];
        in.get(id);
        return new KeyId(Digest.ofHash(id));
    }

    private static byte[] concat(byte[] a, byte[] b) {
        byte[] both = Arrays.copyOf(a, a.length + b.length);
        System.arraycopy(b, 0, both, a.length, b.length);
        return both;
    }
}
