package io.fettle.source.apt;

import io.fettle.api.Reason;
import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.util.Optional;

/** Fetches a suite's signed list: InRelease, else Release with Release.gpg. */
final class ReleaseDownload {
    static final long MAX_LIST = 16L << 20;
    private static final long MAX_SIGNATURE = 256 * 1024;

    private final Fetcher fetcher;
    private final String directory;

    /** @param directory of the suite, with a slash at the end unless empty */
    ReleaseDownload(Fetcher fetcher, String directory) {
        this.fetcher = fetcher;
        this.directory = directory;
    }

    /**
     * Empty where the copy that has this validator is current.
     *
     * @param known validator of our copy
     */
    Optional<SignedRelease> fetch(Optional<String> known) throws IOException, RefusedException {
        try (Fetcher.Fetched answer = get("InRelease", MAX_LIST, known)) {
            if (answer.status() == Fetcher.Status.UNCHANGED) {
                return Optional.empty();
            }
            if (answer.status() == Fetcher.Status.FOUND) {
                return Optional.of(
                        new SignedRelease(answer.stream().readAllBytes(), Optional.empty(), answer.validator()));
            }
        }
        try (Fetcher.Fetched list = get("Release", MAX_LIST, Optional.empty());
                Fetcher.Fetched signature = get("Release.gpg", MAX_SIGNATURE, Optional.empty())) {
            if (list.status() != Fetcher.Status.FOUND) {
                throw new RefusedException(Reason.of("source.release.missing", "path", directory + "InRelease"));
            }
            if (signature.status() != Fetcher.Status.FOUND) {
                throw new RefusedException(Reason.of("source.unsigned", "path", directory + "Release.gpg"));
            }
            return Optional.of(new SignedRelease(
                    list.stream().readAllBytes(), Optional.of(signature.stream().readAllBytes()), Optional.empty()));
        }
    }

    private Fetcher.Fetched get(String name, long maxBytes, Optional<String> known) throws IOException {
        return fetcher.fetch(new Fetcher.Request(directory + name, maxBytes, known));
    }
}
