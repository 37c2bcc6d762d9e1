package io.fettle.api;

import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256. The only way in which content is named; {@code hex} is 64 lower-case hexadecimal digits, so a digest is
 * always safe as a file name.
 */
public record Digest(String hex) implements Comparable<Digest> {
    private static final int HEX_LENGTH = 64;
    private static final int BUFFER = 64 * 1024;

    public Digest {
        if (hex.length() != HEX_LENGTH || !isLowerHex(hex)) {
            throw new IllegalArgumentException("Not a SHA-256 in lower-case hexadecimal digits");
        }
    }

    public static Digest of(byte[] content) {
        return ofHash(sha256().digest(content));
    }

    /** Reads the stream to its end; the caller bounds and closes it. */
    public static Digest of(InputStream content) throws IOException {
        MessageDigest hash = sha256();
        byte[] buffer = new byte[BUFFER];
        for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
            hash.update(buffer, 0, n);
        }
        return ofHash(hash.digest());
    }

    /** From the 32 bytes of a finished hash. */
    public static Digest ofHash(byte[] hash) {
        return new Digest(HexFormat.of().formatHex(hash));
    }

    public byte[] bytes() {
        return HexFormat.of().parseHex(hex);
    }

    public static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** A loop, not a stream: an import makes a hundred thousand of them. */
    private static boolean isLowerHex(String hex) {
        for (int i = 0; i < hex.length(); i++) {
            char c = hex.charAt(i);
            if ((c < '0' || c > '9') && (c < 'a' || c > 'f')) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int compareTo(Digest other) {
        return hex.compareTo(other.hex);
    }

    @Override
    public String toString() {
        return hex;
    }
}
