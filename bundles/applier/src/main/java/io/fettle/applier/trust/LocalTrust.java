package io.fettle.applier.trust;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.inventory.Level;
import io.fettle.api.trust.KeyId;
import io.fettle.applier.Places;
import io.fettle.applier.RefusedException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * What the owner of the computer wrote into {@code /etc/fettle} when installing: {@code level} (L0 to L4 in the first
 * line; anything else is L0), {@code root.pem} (the one certificate at which an order's chain must end) and {@code
 * agent.pub} (this computer's key: its SubjectPublicKeyInfo as DER, or its id as 64 hexadecimal digits).
 */
public final class LocalTrust {
    private static final byte DER_SEQUENCE = 0x30;
    private static final int KEY_ID_LENGTH = 64;

    private final OwnersFiles files;

    public LocalTrust(Places places) {
        this.files = new OwnersFiles(places.configuration(), places.owner());
    }

    public Level level() {
        String word = files.read("level")
                .map(b -> new String(b, StandardCharsets.UTF_8)
                        .lines()
                        .findFirst()
                        .orElse("")
                        .strip())
                .orElse("");
        return List.of(Level.values()).stream()
                .filter(level -> level.name().equals(word))
                .findFirst()
                .orElse(Level.L0);
    }

    /** @throws RefusedException where it is missing or no certificate: then no order can be believed */
    public X509Certificate root() {
        byte[] pem = files.read("root.pem").orElseThrow(() -> new RefusedException(Reason.of("trust.no_root")));
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(pem));
        } catch (CertificateException e) {
            throw new RefusedException(Reason.of("trust.no_root"));
        }
    }

    /** @throws RefusedException where it is missing: then no order is for this computer */
    public KeyId computer() {
        byte[] bytes = files.read("agent.pub").orElseThrow(() -> new RefusedException(Reason.of("trust.no_computer")));
        String text = new String(bytes, StandardCharsets.US_ASCII).strip();
        if (text.length() == KEY_ID_LENGTH) {
            try {
                return new KeyId(new Digest(text));
            } catch (IllegalArgumentException e) {
                throw new RefusedException(Reason.of("trust.no_computer"));
            }
        }
        RefusedException.require(bytes.length > 0 && bytes[0] == DER_SEQUENCE, "trust.no_computer");
        return new KeyId(Digest.of(bytes));
    }
}
