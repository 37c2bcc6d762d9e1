package io.fettle.security.pki;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.protocol.CertificationRequest;
import io.fettle.security.network.HostName;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Keys, requests and names that others sent. */
class HostileKeysTest {
    private KeyPair keys;

    @BeforeEach
    void aKey() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        SecureRandom always = SecureRandom.getInstance("SHA1PRNG");
        always.setSeed(1);
        generator.initialize(new ECGenParameterSpec("secp256r1"), always);
        keys = generator.generateKeyPair();
    }

    @Test
    @Fuzzes(SigningRequest.class)
    void aRequestProvesAKeyOrNone() {
        Fuzz.of("signing request", CertificationRequest.of(keys))
                .lenient()
                .sparingly()
                .check(SigningRequest::provenKey);
    }

    @Test
    @Fuzzes({PublicKeys.class, Pem.class})
    void keysAreReadOrRefused() {
        Fuzz.of("public key", keys.getPublic().getEncoded())
                .declares(IllegalArgumentException.class)
                .check(PublicKeys::decode);
        Fuzz.of("private key", Pem.of(keys.getPrivate()))
                .declares(IllegalArgumentException.class)
                .check(Pem::key);
    }

    @Test
    @Fuzzes(HostName.class)
    void aNameIsNormalisedOrNone() {
        Fuzz.of("host name", "deb.Example.org", "192.0.2.1", "2001:db8::1")
                .lenient()
                .check(input -> HostName.normalise(new String(input, StandardCharsets.UTF_8)));
    }
}
