package io.fettle.applier.vendor;

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
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Makes the verifier that apt's {@code Signed-By} stands for: files, keys written out, fingerprints, or everything trusted. */
final class OwnKeys {
    private static final Pattern FINGERPRINT = Pattern.compile("[0-9A-Fa-f]{40}!?");
    private static final Pattern SEPARATORS = Pattern.compile("[\\s,]+");

    private final Places places;
    private final Clock clock;

    OwnKeys(Places places, Clock clock) {
        this.places = places;
        this.clock = clock;
    }

    /** @throws RefusedException where there is no key at all */
    SignatureVerifier verifier(OwnRepository repository) {
        String signedBy = repository.signedBy();
        try {
            if (signedBy.startsWith("-----BEGIN")) {
                return new SignatureVerifier(KeyRing.parse(unfolded(signedBy), "Signed-By"), clock);
            }
            List<Path> files = new ArrayList<>();
            List<String> fingerprints = new ArrayList<>();
            for (String word : SEPARATORS.split(signedBy)) {
                if (FINGERPRINT.matcher(word).matches()) {
                    fingerprints.add(word);
                } else if (!word.isEmpty()) {
                    files.add(places.root().resolve(word.replaceFirst("^/+", "")));
                }
            }
            SignatureVerifier verifier = new SignatureVerifier(ring(files.isEmpty() ? trusted() : files), clock);
            return fingerprints.isEmpty() ? verifier : verifier.acceptingOnly(fingerprints);
        } catch (IOException e) {
            throw new RefusedException(Reason.of("repository.no_keys", "uri", repository.uri(), "why", words(e)));
        }
    }

    private List<Path> trusted() throws IOException {
        List<Path> files = new ArrayList<>();
        Path single = places.apt().resolve("trusted.gpg");
        if (Files.exists(single) && Files.size(single) > 0) {
            files.add(single);
        }
        Path directory = places.apt().resolve("trusted.gpg.d");
        if (Files.isDirectory(directory)) {
            try (Stream<Path> entries = Files.list(directory)) {
                entries.filter(p ->
                                p.toString().endsWith(".gpg") || p.toString().endsWith(".asc"))
                        .sorted()
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static KeyRing ring(List<Path> files) throws IOException {
        Optional<KeyRing> all = Optional.empty();
        for (Path file : files) {
            if (Files.size(file) > KeyRing.MAX_BYTES) {
                throw new IOException(file + " is too long for a key ring");
            }
            KeyRing ring = KeyRing.parse(Files.readAllBytes(file), file.toString());
            all = Optional.of(all.map(r -> r.plus(ring)).orElse(ring));
        }
        return all.orElseThrow(() -> new IOException("No keys are trusted for it"));
    }

    /** A lone dot stands for an empty line. */
    private static byte[] unfolded(String signedBy) {
        StringBuilder key = new StringBuilder();
        for (String line : signedBy.lines().toList()) {
            key.append(line.strip().equals(".") ? "" : line.strip()).append('\n');
        }
        return key.toString().getBytes(StandardCharsets.US_ASCII);
    }

    private static String words(IOException e) {
        return String.valueOf(e.getMessage());
    }
}
