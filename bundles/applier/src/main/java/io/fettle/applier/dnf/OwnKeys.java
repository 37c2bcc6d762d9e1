package io.fettle.applier.dnf;

import io.fettle.api.Reason;
import io.fettle.applier.Places;
import io.fettle.applier.RefusedException;
import io.fettle.format.openpgp.KeyRing;
import io.fettle.format.openpgp.SignatureVerifier;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** The keys that the owner trusts: those of a repository's own key files, and those in rpm's database. */
final class OwnKeys {
    private static final String FILE = "file:";

    private final Places places;
    private final Rpm rpm;
    private final Clock clock;

    OwnKeys(Places places, Rpm rpm, Clock clock) {
        this.places = places;
        this.rpm = rpm;
        this.clock = clock;
    }

    /** What may sign packages of one of these repositories, key files one by one and rpm's own. */
    List<byte[]> forPackages(List<OwnRepository> repositories) throws IOException {
        List<byte[]> keys = new ArrayList<>();
        for (OwnRepository repository : repositories) {
            keys.addAll(files(repository));
        }
        // One by one, so that one that is out of form does not hide the rest.
        for (String block : rpm.keys().split("(?=-----BEGIN PGP)")) {
            if (!block.isBlank()) {
                keys.add(block.getBytes(StandardCharsets.US_ASCII));
            }
        }
        return keys;
    }

    /** @throws RefusedException where no key file of the repository lies here */
    SignatureVerifier forList(OwnRepository repository) {
        try {
            List<byte[]> files = files(repository);
            RefusedException.require(
                    !files.isEmpty(),
                    Reason.of("repository.no_keys", "uri", repository.id(), "why", "no key file lies here"));
            KeyRing ring = KeyRing.parse(files.get(0), repository.id());
            for (byte[] more : files.subList(1, files.size())) {
                ring = ring.plus(KeyRing.parse(more, repository.id()));
            }
            return new SignatureVerifier(ring, clock);
        } catch (IOException e) {
            throw new RefusedException(
                    Reason.of("repository.no_keys", "uri", repository.id(), "why", String.valueOf(e.getMessage())));
        }
    }

    /** A key that would have to be fetched is none that the computer has. */
    private List<byte[]> files(OwnRepository repository) throws IOException {
        List<byte[]> files = new ArrayList<>();
        for (String uri : repository.keys()) {
            if (uri.startsWith(FILE)) {
                String path = uri.substring(FILE.length()).replaceFirst("^/+", "");
                Path file = places.root().resolve(path);
                if (Files.isRegularFile(file) && Files.size(file) <= KeyRing.MAX_BYTES) {
                    files.add(Files.readAllBytes(file));
                }
            }
        }
        return files;
    }
}
