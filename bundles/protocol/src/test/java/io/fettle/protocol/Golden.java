package io.fettle.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Signer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/**
 * Files that say what the wire format is. A test that fails against one of them means that agents in the field will not
 * understand: change the code, not the file. New files are written by {@code -Dgolden.write=true}.
 */
final class Golden {
    private static final Path FOLDER = Path.of("src/test/resources/golden");

    private Golden() {}

    static void check(String file, byte[] actual) {
        Path path = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("golden.write") && !Files.exists(path)) {
                Files.write(path, actual);
            }
            assertThat(new String(actual, StandardCharsets.UTF_8))
                    .as(file)
                    .isEqualTo(Files.readString(path, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(String file) {
        try (InputStream in = Files.newInputStream(FOLDER.resolve(file))) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PublicKey publicKey() {
        try {
            return KeyFactory.getInstance("EC")
                    .generatePublic(new X509EncodedKeySpec(Base64.getDecoder().decode(read("key.public.b64"))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs with the one key that the golden files know. It protects nothing. */
    static Signer signer() {
        return new Signer() {
            @Override
            public KeyId keyId() {
                return KeyId.of(publicKey());
            }

            @Override
            public byte[] sign(byte[] content) {
                try {
                    PrivateKey key = KeyFactory.getInstance("EC")
                            .generatePrivate(
                                    new PKCS8EncodedKeySpec(Base64.getDecoder().decode(read("key.pkcs8.b64"))));
                    Signature signature = Signature.getInstance("SHA256withECDSA");
                    signature.initSign(key);
                    signature.update(content);
                    return signature.sign();
                } catch (GeneralSecurityException e) {
                    throw new IllegalStateException(e);
                }
            }

            @Override
            public List<X509Certificate> chain() {
                return List.of();
            }

            @Override
            public int epoch() {
                return 3;
            }
        };
    }
}
