package io.fettle.member;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.testkit.trust.TestAuthority;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileStateTest {
    @TempDir
    Path directory;

    /** A key that is out must not come back because a disk forgot it. */
    @Test
    @Fuzzes({RevokedKeys.class, PrivateDirectory.class})
    void revokedKeysAreReadOrRefused() {
        PrivateDirectory files = PrivateDirectory.at(directory);
        Fuzz.of("revoked keys", Digest.of(new byte[] {1}) + "\n" + Digest.of(new byte[] {2}))
                .declares(UncheckedIOException.class)
                .sparingly()
                .check(input -> {
                    Files.write(files.file("revoked"), input);
                    new RevokedKeys(files).get();
                });
    }

    @Test
    @Fuzzes(Chains.class)
    void certificatesAreReadOrRefused() throws Exception {
        byte[] certificate =
                new TestAuthority(Instant.EPOCH).orderSigner().certificate().getEncoded();
        Fuzz.of("certificate", certificate)
                .declares(FettleException.class)
                .sparingly()
                .check(input -> Chains.decode(List.of(input)));
    }

    @Test
    @Fuzzes(ServerAddress.class)
    void addressesAreReadOrRefused() {
        Fuzz.of("address", "server.example.org:8383", "[2001:db8::1]:8383")
                .declares(FettleException.class)
                .check(input -> ServerAddress.parse(new String(input, StandardCharsets.UTF_8)));
    }
}
