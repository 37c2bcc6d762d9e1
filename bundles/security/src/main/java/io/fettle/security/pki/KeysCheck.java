package io.fettle.security.pki;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The keys are loaded, belong to their certificates, and these are in date. One that ends soon passes with a warning: what
 * the server shows is renewed long before, so then its renewal fails; an authority is warned of while what it issues could
 * outlive it. Thread-safe.
 */
@Component(service = HealthCheck.class)
public final class KeysCheck implements HealthCheck {
    private static final Duration SOON = Duration.ofDays(30);
    private static final Duration SOON_FOR_AN_AUTHORITY = Duration.ofDays(365);
    private static final byte[] PROBE = {1};

    private final Pki pki;
    private final Clock clock;

    @Activate
    public KeysCheck(@Reference Pki pki) {
        this(pki, Clock.systemUTC());
    }

    KeysCheck(Pki pki, Clock clock) {
        this.pki = pki;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "security";
    }

    @Override
    public Result check() {
        List<Reason> faults = new ArrayList<>();
        List<Reason> warnings = new ArrayList<>();
        authorities().forEach((name, one) -> look(name, one, SOON_FOR_AN_AUTHORITY, faults, warnings));
        Map.of("server", pki.server(), "orders", pki.orders()).forEach((name, identity) -> {
            look(name, identity.certificate(), SOON, faults, warnings);
            if (!fits(identity)) {
                faults.add(Reason.of("security.key_mismatch", "certificate", name));
            }
        });
        return faults.isEmpty() ? new Result(true, warnings) : new Result(false, faults);
    }

    private Map<String, X509Certificate> authorities() {
        Map<String, X509Certificate> all = new LinkedHashMap<>();
        all.put("root", pki.root());
        for (Authority authority : Authority.values()) {
            all.put(authority.unit() + "-ca", pki.certificate(authority));
        }
        return all;
    }

    private void look(
            String name, X509Certificate certificate, Duration soon, List<Reason> faults, List<Reason> warnings) {
        Instant now = clock.instant();
        Instant begin = certificate.getNotBefore().toInstant();
        Instant end = certificate.getNotAfter().toInstant();
        if (now.isBefore(begin)) {
            faults.add(Reason.of("security.certificate_not_yet_valid", "certificate", name, "from", begin.toString()));
        } else if (now.isAfter(end)) {
            faults.add(Reason.of("security.certificate_expired", "certificate", name, "until", end.toString()));
        } else if (now.plus(soon).isAfter(end)) {
            warnings.add(Reason.of("security.certificate_expires_soon", "certificate", name, "until", end.toString()));
        }
    }

    private static boolean fits(Identity identity) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(identity.key());
            signature.update(PROBE);
            byte[] signed = signature.sign();
            signature.initVerify(identity.certificate().getPublicKey());
            signature.update(PROBE);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }
}
