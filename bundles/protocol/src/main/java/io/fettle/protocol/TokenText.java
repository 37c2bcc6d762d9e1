package io.fettle.protocol;

import io.fettle.api.Digest;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * An enrolment token as people copy it: {@code fettle1.ID.SECRET.FINGERPRINT}.
 *
 * @param id names the token
 * @param secret 32 bytes; never leaves the two ends
 * @param root SHA-256 of our CA's root certificate (DER): the only thing a joining machine trusts
 */
public record TokenText(String id, byte[] secret, Digest root) {
    private static final String PREFIX = "fettle1";
    private static final int SECRET_BYTES = 32;
    private static final byte[] KEY_LABEL = "fettle-enrol-key-1".getBytes(java.nio.charset.StandardCharsets.US_ASCII);

    public TokenText {
        if (!id.matches("[a-z0-9-]{1,40}") || secret.length != SECRET_BYTES) {
            throw new MalformedMessageException("Not an enrolment token");
        }
        secret = secret.clone();
    }

    public static TokenText parse(String text) {
        String[] parts = text.strip().split("\\.", 5);
        if (parts.length != 4 || !parts[0].equals(PREFIX)) {
            throw new MalformedMessageException("An enrolment token looks like fettle1.ID.SECRET.FINGERPRINT");
        }
        try {
            return new TokenText(parts[1], Base64.getUrlDecoder().decode(parts[2]), new Digest(parts[3]));
        } catch (IllegalArgumentException e) {
            throw new MalformedMessageException("The enrolment token is damaged; copy it whole", e);
        }
    }

    public String text() {
        return PREFIX + '.' + id + '.' + Base64.getUrlEncoder().withoutPadding().encodeToString(secret) + '.' + root;
    }

    @Override
    public byte[] secret() {
        return secret.clone();
    }

    /** The key that proves the token; the server keeps this and not the secret. */
    public byte[] proofKey() {
        return hmac(secret, KEY_LABEL);
    }

    /** HMAC-SHA256. */
    public static byte[] hmac(byte[] key, byte[] content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    @Override
    public String toString() {
        return PREFIX + '.' + id + ".(secret)." + root;
    }
}
