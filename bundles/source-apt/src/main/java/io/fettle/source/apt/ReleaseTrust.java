package io.fettle.source.apt;

import io.fettle.api.Reason;
import io.fettle.format.FormatException;
import io.fettle.format.deb822.ReleaseFile;
import io.fettle.format.openpgp.SignatureRefusedException;
import io.fettle.format.openpgp.SignatureVerifier;
import io.fettle.format.openpgp.VerifiedText;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a signed list may be believed: by whom it is signed, for which suite, and when. */
final class ReleaseTrust {
    private static final Duration ALLOWED_LEAD = Duration.ofDays(1);

    private final AptSettings settings;
    private final Clock clock;

    ReleaseTrust(AptSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param before the last list that was accepted */
    ReleaseFile check(SignedRelease signed, Optional<AptCursor> before) throws RefusedException {
        String what = settings.suite() + " of " + settings.uri();
        ReleaseFile release;
        try {
            // 1. Signed by a key that the admin gave; only the signed text is parsed.
            release = ReleaseFile.parse(verify(signed, what), what);
        } catch (SignatureRefusedException e) {
            throw refused("source.signature", "detail", String.valueOf(e.getMessage()));
        } catch (FormatException e) {
            throw refused("source.malformed", "detail", String.valueOf(e.getMessage()));
        }
        // 2. The suite that was asked for: the same key also signs others.
        requireSuite(release);
        // 3. Not from the future, not older than what we have had, not expired.
        Instant now = clock.instant();
        if (release.date().isAfter(now.plus(ALLOWED_LEAD))) {
            throw refused("source.future", "date", release.date().toString());
        }
        if (before.isPresent() && release.date().isBefore(before.get().date())) {
            throw new RefusedException(Reason.of(
                    "source.rollback",
                    "date",
                    release.date().toString(),
                    "known",
                    before.get().date().toString()));
        }
        requireValid(release.validUntil());
        return release;
    }

    void requireValid(Optional<Instant> validUntil) throws RefusedException {
        if (validUntil.isPresent() && !clock.instant().isBefore(validUntil.get())) {
            throw refused("source.expired", "validUntil", validUntil.get().toString());
        }
    }

    private VerifiedText verify(SignedRelease signed, String what) throws FormatException {
        SignatureVerifier verifier = new SignatureVerifier(settings.keys(), clock);
        if (!settings.fingerprints().isEmpty()) {
            verifier = verifier.acceptingOnly(settings.fingerprints());
        }
        return signed.signature().isPresent()
                ? verifier.verifyDetached(signed.list(), signed.signature().get(), what)
                : verifier.verifyCleartext(signed.list(), what);
    }

    /** A flat repository has no name but its path. Security suites of old are called {@code CODENAME/updates}. */
    private void requireSuite(ReleaseFile release) throws RefusedException {
        String wanted = settings.suite();
        boolean matches = wanted.equals(release.suite())
                || wanted.equals(release.codename())
                || wanted.equals(release.codename() + "/updates");
        if (!settings.flat() && !matches) {
            throw new RefusedException(
                    Reason.of("source.suite.mismatch", "suite", release.suite(), "codename", release.codename()));
        }
    }

    private static RefusedException refused(String code, String name, String value) {
        return new RefusedException(Reason.of(code, name, value));
    }
}
