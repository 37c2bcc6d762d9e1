package io.fettle.security.account;

import io.fettle.security.file.PrivateFiles;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;

/** A secret that only the service's own user can read, new at every start: who has it owns this machine's server. */
final class LocalAdminToken {
    static final String FILE = "local-admin.token";
    private static final int BYTES = 32;

    private final byte[] token;

    LocalAdminToken(PrivateFiles state, SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        String text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        this.token = text.getBytes(StandardCharsets.US_ASCII);
        state.write(FILE, (text + "\n").getBytes(StandardCharsets.US_ASCII));
    }

    boolean matches(String candidate) {
        return MessageDigest.isEqual(token, candidate.getBytes(StandardCharsets.UTF_8));
    }
}
