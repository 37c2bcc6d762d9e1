package io.fettle.deployment;

import java.security.SecureRandom;

/** Makes opaque ids: a letter for the kind, then 128 random bits in base 32. Random, so that none is ever used twice. */
final class NewId {
    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int LENGTH = 26;
    private static final SecureRandom RANDOM = new SecureRandom();

    private NewId() {}

    static String of(String kind) {
        StringBuilder id = new StringBuilder(kind).append('-');
        for (int i = 0; i < LENGTH; i++) {
            id.append(DIGITS.charAt(RANDOM.nextInt(DIGITS.length())));
        }
        return id.toString();
    }
}
