package io.fettle.source.rpm;

import io.fettle.api.Reason;
import io.fettle.format.FormatException;
import io.fettle.format.openpgp.SignatureRefusedException;
import io.fettle.format.openpgp.SignatureVerifier;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a repomd.xml may be believed: by whom it is signed, where that is asked for, and when it was made. */
final class ListTrust {
    private static final Duration ALLOWED_LEAD = Duration.ofDays(1);

    private final RpmSettings settings;
    private final Clock clock;

    ListTrust(RpmSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * @param signature present where the settings ask for one
     * @param before the last list that was accepted
     */
    Repomd check(byte[] list, Optional<byte[]> signature, Optional<RpmCursor> before)
            throws IOException, RefusedException {
        String what = ListDownload.PATH + " of " + settings.uri();
        // 1. Signed by a key that the admin gave, before a parser sees it.
        byte[] believed = settings.keys().isPresent() ? verified(list, signature.orElseThrow(), what) : list;
        Repomd repomd = RepomdReader.read(believed, what);
        // 2. Not from the future: everything later would count as older.
        Instant made = repomd.age().instant();
        if (made.isAfter(clock.instant().plus(ALLOWED_LEAD))) {
            throw new RefusedException(Reason.of("source.future", "date", made.toString()));
        }
        // 3. Not older than what we have had.
        if (before.isPresent() && repomd.age().isBefore(before.get().age())) {
            throw new RefusedException(Reason.of(
                    "source.rollback",
                    "date",
                    repomd.age().toString(),
                    "known",
                    before.get().age().toString()));
        }
        return repomd;
    }

    private byte[] verified(byte[] list, byte[] signature, String what) throws RefusedException {
        SignatureVerifier verifier = new SignatureVerifier(settings.keys().orElseThrow(), clock);
        if (!settings.fingerprints().isEmpty()) {
            verifier = verifier.acceptingOnly(settings.fingerprints());
        }
        try {
            return verifier.verifyDetached(list, signature, what).bytes();
        } catch (SignatureRefusedException e) {
            throw new RefusedException(Reason.of("source.signature", "detail", String.valueOf(e.getMessage())));
        } catch (FormatException e) {
            throw new RefusedException(Reason.of("source.malformed", "detail", String.valueOf(e.getMessage())));
        }
    }
}
