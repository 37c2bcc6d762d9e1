package io.fettle.rest.platform;

import java.time.Instant;

/**
 * Code that was brought in.
 *
 * @param name to remove it by: a bundle's symbolic name, else the file's name
 * @param kind BUNDLE, FEATURES or KAR
 * @param installed names of what it brought, with commas between them
 * @param running whether all of it is here now
 */
public record UploadView(
        String name, String kind, String installed, String sha256, long size, Instant since, boolean running) {
    static UploadView of(Kept kept, boolean running) {
        return new UploadView(
                kept.name(),
                kept.upload().kind().name(),
                String.join(", ", kept.installed()),
                kept.upload().digest().hex(),
                kept.upload().size(),
                kept.since(),
                running);
    }
}
