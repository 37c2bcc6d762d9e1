package io.fettle.agent.keyring;

import io.fettle.api.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * The packets of an OpenPGP key ring (RFC 9580, 4.2), as far as fingerprints need them: head, length, and the bytes of
 * primary keys. A library for all of OpenPGP would cost the agent more memory than everything else it does.
 */
final class KeyPackets {
    static final int MAX_KEYS = 200;

    private static final int MAX_PACKETS = 20_000;
    private static final int PUBLIC_KEY = 6;
    private static final HexFormat UPPER = HexFormat.of().withUpperCase();

    private final ByteBuffer in;

    private KeyPackets(ByteBuffer in) {
        this.in = in;
    }

    /**
     * @return fingerprints of the primary keys, upper-case hexadecimal
     * @throws IOException where the packets do not follow one another without a rest, or are too many
     */
    static List<String> fingerprints(byte[] ring) throws IOException {
        KeyPackets packets = new KeyPackets(ByteBuffer.wrap(ring));
        List<String> found = new ArrayList<>();
        for (int n = 0; packets.in.hasRemaining(); n++) {
            if (n == MAX_PACKETS || found.size() > MAX_KEYS) {
                throw new IOException("It holds more than a key ring does");
            }
            packets.next(found);
        }
        return found;
    }

    private void next(List<String> found) throws IOException {
        int head = in.get() & 0xff;
        if ((head & 0x80) == 0) {
            throw new IOException("Something in it is no packet");
        }
        boolean newFormat = (head & 0x40) != 0;
        int tag = newFormat ? head & 0x3f : (head & 0x3c) >> 2;
        int length = newFormat ? newLength() : oldLength(head & 3);
        if (length < 0 || length > in.remaining()) {
            throw new IOException("A packet is longer than the file");
        }
        byte[] body = new byte[length];
        in.get(body);
        if (tag == PUBLIC_KEY) {
            fingerprint(body).ifPresent(found::add);
        }
    }

    private int newLength() throws IOException {
        int first = octet();
        if (first < 192) {
            return first;
        }
        if (first < 224) {
            return ((first - 192) << 8) + octet() + 192;
        }
        if (first < 255) {
            throw new IOException("A key comes in parts");
        }
        return number(4);
    }

    private int oldLength(int type) throws IOException {
        if (type == 3) {
            throw new IOException("A packet has no length");
        }
        return number(1 << type);
    }

    private int number(int octets) throws IOException {
        long value = 0;
        for (int i = 0; i < octets; i++) {
            value = value << 8 | octet();
        }
        return value > Integer.MAX_VALUE ? -1 : (int) value;
    }

    private int octet() throws IOException {
        if (!in.hasRemaining()) {
            throw new IOException("A packet is broken off");
        }
        return in.get() & 0xff;
    }

    /** Empty for a key of a version that apt believes no more, or not yet. */
    private static Optional<String> fingerprint(byte[] body) {
        int version = body.length == 0 ? 0 : body[0];
        return switch (version) {
            case 4 -> Optional.of(hashed(sha1(), 0x99, ByteBuffer.allocate(2).putShort((short) body.length), body));
            case 6 ->
                Optional.of(hashed(Digest.sha256(), 0x9b, ByteBuffer.allocate(4).putInt(body.length), body));
            default -> Optional.empty();
        };
    }

    private static String hashed(MessageDigest hash, int mark, ByteBuffer length, byte[] body) {
        hash.update((byte) mark);
        hash.update(length.array());
        return UPPER.formatHex(hash.digest(body));
    }

    /** What a fingerprint of version 4 is made with: a name here, no proof. */
    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-1", e);
        }
    }
}
