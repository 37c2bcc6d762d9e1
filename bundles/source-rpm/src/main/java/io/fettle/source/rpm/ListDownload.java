package io.fettle.source.rpm;

import io.fettle.api.Reason;
import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.util.Optional;

/** Fetches repomd.xml, and its signature where there has to be one. */
final class ListDownload {
    static final String PATH = "repodata/repomd.xml";
    static final String SIGNATURE = PATH + ".asc";
    static final long MAX_LIST = 4L << 20;
    private static final long MAX_SIGNATURE = 256 * 1024;

    private final Fetcher fetcher;

    ListDownload(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** @param bytes nobody vouches for them yet @param validator for asking later whether it changed */
    record Fetched(byte[] bytes, Optional<String> validator) {}

    /**
     * Empty where the copy that has this validator is current.
     *
     * @param known validator of our copy
     */
    Optional<Fetched> list(Optional<String> known) throws IOException, RefusedException {
        try (Fetcher.Fetched answer = fetcher.fetch(new Fetcher.Request(PATH, MAX_LIST, known))) {
            return switch (answer.status()) {
                case UNCHANGED -> Optional.empty();
                case MISSING -> throw new RefusedException(Reason.of("source.release.missing", "path", PATH));
                case FOUND -> Optional.of(new Fetched(answer.stream().readAllBytes(), answer.validator()));
            };
        }
    }

    byte[] signature() throws IOException, RefusedException {
        try (Fetcher.Fetched answer = fetcher.fetch(Fetcher.Request.of(SIGNATURE, MAX_SIGNATURE))) {
            if (answer.status() != Fetcher.Status.FOUND) {
                throw new RefusedException(Reason.of("source.unsigned", "path", SIGNATURE));
            }
            return answer.stream().readAllBytes();
        }
    }
}
