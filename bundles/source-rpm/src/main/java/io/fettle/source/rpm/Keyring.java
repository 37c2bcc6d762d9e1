package io.fettle.source.rpm;

import io.fettle.format.FormatException;
import io.fettle.format.openpgp.KeyRing;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The text of the setting {@code keyring}: armored keys, or base64 of binary ones. */
final class Keyring {
    private static final String KEY = "keyring";

    private Keyring() {}

    static KeyRing parse(String text) {
        try {
            return KeyRing.parse(bytes(text), KEY);
        } catch (FormatException e) {
            throw RpmSettings.invalid(KEY, "can't be read (" + e.getMessage() + ")");
        }
    }

    private static byte[] bytes(String text) {
        if (text.contains("-----BEGIN")) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }
        try {
            return Base64.getDecoder().decode(text.replaceAll("\\s", ""));
        } catch (IllegalArgumentException e) {
            throw RpmSettings.invalid(KEY, "is neither armored keys nor base64 of binary ones");
        }
    }
}
