package io.fettle.rest.platform;

import java.time.Instant;
import java.util.List;

/**
 * An upload that is part of this server until it is removed.
 *
 * @param name a bundle's symbolic name, else the file's name; of two of one name the later one counts
 * @param installed symbolic name of the bundle, else the features as {@code name/version}
 */
record Kept(String name, Upload upload, List<String> installed, Instant since) {
    Kept {
        installed = List.copyOf(installed);
    }

    boolean is(String other) {
        return name.equals(other);
    }
}
