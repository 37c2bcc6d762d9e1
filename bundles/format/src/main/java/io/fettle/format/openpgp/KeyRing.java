package io.fettle.format.openpgp;

import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.bcpg.PacketTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcKeyFingerprintCalculator;

/**
 * Public keys that may vouch for an archive, with their state worked out: binary, or armored in one or several blocks, as
 * the files of {@code /usr/share/keyrings} and {@code Signed-By} come. Immutable and safe for use by many threads.
 * Parsing verifies the keys' own signatures, which takes milliseconds a key: keep the ring.
 */
public final class KeyRing {

    /** Largest file accepted; Debian's whole ring has 60 kB. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final int MAX_BLOCKS = 256;
    private static final int MAX_KEYS = 1024;

    private final List<SigningKey> keys;

    private KeyRing(List<SigningKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * @param what names the ring in failure messages
     * @throws FormatException when anything in it cannot be parsed, or there is no key in it
     */
    public static KeyRing parse(byte[] data, String what) throws FormatException {
        if (data.length > MAX_BYTES) {
            throw new FormatException(what, "longer than the " + MAX_BYTES + " bytes allowed");
        }
        List<byte[]> blocks =
                Armor.looksBinary(data) ? List.of(data) : new Armor(Armor.PUBLIC_KEY, what).decodeAll(data, MAX_BLOCKS);
        List<SigningKey> keys = new ArrayList<>();
        for (byte[] block : blocks) {
            for (PGPPublicKeyRing ring : rings(block, what)) {
                keys.addAll(KeyInspector.inspect(ring));
                if (keys.size() > MAX_KEYS) {
                    throw new FormatException(what, "more than " + MAX_KEYS + " keys");
                }
            }
        }
        if (keys.isEmpty()) {
            throw new FormatException(what, "no public key in it");
        }
        return new KeyRing(keys);
    }

    /** The keys of both. */
    public KeyRing plus(KeyRing other) {
        return new KeyRing(Stream.concat(keys.stream(), other.keys.stream()).toList());
    }

    /** Of all keys, subkeys included, 40 upper-case hexadecimal digits each. */
    public List<String> fingerprints() {
        return keys.stream().map(SigningKey::fingerprint).distinct().toList();
    }

    List<SigningKey> withId(long keyId) {
        return keys.stream().filter(key -> key.key().getKeyID() == keyId).toList();
    }

    private static List<PGPPublicKeyRing> rings(byte[] block, String what) throws FormatException {
        int tag = block.length == 0 ? -1 : packetTag(block[0]);
        if (tag != PacketTags.PUBLIC_KEY && tag != PacketTags.MARKER) {
            throw new FormatException(what, "does not start with a public key");
        }
        try {
            List<PGPPublicKeyRing> rings = new ArrayList<>();
            new PGPPublicKeyRingCollection(new ByteArrayInputStream(block), new BcKeyFingerprintCalculator())
                    .forEach(rings::add);
            return rings;
        } catch (IOException | PGPException | RuntimeException e) {
            // The library answers some malformed packets with unchecked exceptions.
            throw new FormatException(what, "not an OpenPGP key ring (" + e.getMessage() + ")", e);
        }
    }

    private static int packetTag(byte first) {
        boolean newFormat = (first & 0x40) != 0;
        return newFormat ? first & 0x3f : (first & 0x3c) >> 2;
    }
}
