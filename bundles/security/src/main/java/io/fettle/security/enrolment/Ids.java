package io.fettle.security.enrolment;

import java.security.SecureRandom;

/** Opaque ids: 100 random bits, so none is ever used twice, in letters that a computer id may have. */
final class Ids {
    private static final String ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";
    private static final int LENGTH = 20;

    private Ids() {}

    static String random(String prefix, SecureRandom random) {
        StringBuilder id = new StringBuilder(prefix).append('-');
        for (int i = 0; i < LENGTH; i++) {
            id.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return id.toString();
    }
}
