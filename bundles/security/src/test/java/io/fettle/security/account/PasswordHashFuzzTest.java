package io.fettle.security.account;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import org.junit.jupiter.api.Test;

class PasswordHashFuzzTest {
    private final PasswordHash hash = new PasswordHash(new SecureRandom());

    @Test
    @Fuzzes(PasswordHash.class)
    void aStoredHashIsReadOrNot() {
        Fuzz.of("stored hash", hash.of("secret").orElseThrow())
                .lenient()
                .check(input -> PasswordHash.isReadable(new String(input, StandardCharsets.UTF_8)));
    }

    /** Each is really hashed, for as long as a real one, so there are few. */
    @Test
    void aStoredHashThatIsDamagedMatchesNothing() {
        String good = hash.of("secret").orElseThrow();
        assertThat(hash.matches("secret", good)).contains(true);
        for (String bad : List.of(
                "",
                good.substring(1),
                good + "A",
                good.replace("m=19456", "m=2000000000"),
                good.replace("t=2", "t=0"),
                "$argon2id$v=19$m=19456,t=2,p=1$" + "A".repeat(22) + "$" + "_".repeat(43))) {
            assertThat(PasswordHash.isReadable(bad)).as(bad).isFalse();
            assertThat(hash.matches("secret", bad)).as(bad).contains(false);
        }
    }
}
