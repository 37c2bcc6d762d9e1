package io.fettle.persistence;

import io.fettle.api.FettleException;

/**
 * Makes any text storable on every database. PostgreSQL refuses U+0000, and half a surrogate pair has no UTF-8 form: both
 * become U+FFFD, because text from computers is hostile and one odd letter must not fail a write.
 */
public final class Texts {
    private static final char REPLACEMENT = '\uFFFD';

    private Texts() {}

    /** @throws FettleException STORE_OUT_OF_BOUNDS where the text is longer than {@code max} */
    public static String storable(String text, int max, String what) {
        if (text.length() > max) {
            throw new FettleException(
                    StoreCode.STORE_OUT_OF_BOUNDS,
                    "The " + what + " has " + text.length() + " characters; at most " + max + " can be stored");
        }
        return clean(text);
    }

    /** @throws FettleException STORE_OUT_OF_BOUNDS where there are more bytes than {@code max} */
    public static byte[] storable(byte[] bytes, int max, String what) {
        if (bytes.length > max) {
            throw new FettleException(
                    StoreCode.STORE_OUT_OF_BOUNDS,
                    "The " + what + " has " + bytes.length + " bytes; at most " + max + " can be stored");
        }
        return bytes.clone();
    }

    private static String clean(String text) {
        StringBuilder cleaned = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                cleaned.append(c).append(text.charAt(i + 1));
                i++;
            } else {
                cleaned.append(c == 0 || Character.isSurrogate(c) ? REPLACEMENT : c);
            }
        }
        return cleaned.toString();
    }
}
