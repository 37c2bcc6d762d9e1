package io.fettle.security.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Argon2id, 19 MiB, two passes, one lane, in PHC string form. At most {@value #PARALLEL} hashes run at once, so that
 * guessing cannot fill the memory. Thread-safe.
 */
final class PasswordHash {
    private static final int MEMORY_KIB = 19 * 1024;
    private static final int PASSES = 2;
    private static final int LANES = 1;
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int PARALLEL = 2;
    private static final int PATIENCE_SECONDS = 5;
    private static final Pattern FORM =
            Pattern.compile("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");

    private final SecureRandom random;
    private final Semaphore running = new Semaphore(PARALLEL, true);
    private final String nobody;

    PasswordHash(SecureRandom random) {
        this.random = random;
        // Any salt and hash will do: what counts is that a check against it takes as long as a real one.
        this.nobody = form(bytes(SALT_BYTES), bytes(HASH_BYTES));
    }

    /** Empty where too many others are waiting. */
    Optional<String> of(String password) {
        byte[] salt = bytes(SALT_BYTES);
        return argon2(password, salt).map(hash -> form(salt, hash));
    }

    /** Takes as long for an unreadable or empty hash as for a real one. Empty where too many others are waiting. */
    Optional<Boolean> matches(String password, String phc) {
        Optional<Stored> known = Stored.read(phc);
        Stored used = known.or(() -> Stored.read(nobody)).orElseThrow();
        return argon2(password, used.salt()).map(hash -> MessageDigest.isEqual(hash, used.hash()) && known.isPresent());
    }

    /** What PHC text says. */
    private record Stored(byte[] salt, byte[] hash) {
        static Optional<Stored> read(String phc) {
            Matcher parts = FORM.matcher(phc);
            Base64.Decoder base64 = Base64.getDecoder();
            return parts.matches()
                    ? Optional.of(new Stored(base64.decode(parts.group(1)), base64.decode(parts.group(2))))
                    : Optional.empty();
        }
    }

    /** Whether it is a hash of our form, at no cost. */
    static boolean isReadable(String phc) {
        return Stored.read(phc).isPresent();
    }

    private Optional<byte[]> argon2(String password, byte[] salt) {
        try {
            if (!running.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
        try {
            Argon2BytesGenerator generator = new Argon2BytesGenerator();
            generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                    .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                    .withMemoryAsKB(MEMORY_KIB)
                    .withIterations(PASSES)
                    .withParallelism(LANES)
                    .withSalt(salt)
                    .build());
            byte[] hash = new byte[HASH_BYTES];
            generator.generateBytes(password.getBytes(StandardCharsets.UTF_8), hash);
            return Optional.of(hash);
        } finally {
            running.release();
        }
    }

    private byte[] bytes(int length) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static String form(byte[] salt, byte[] hash) {
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return "$argon2id$v=19$m=" + MEMORY_KIB + ",t=" + PASSES + ",p=" + LANES + "$" + base64.encodeToString(salt)
                + "$" + base64.encodeToString(hash);
    }
}
