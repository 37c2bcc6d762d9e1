package io.fettle.format.deb822;

import io.fettle.api.Digest;

/**
 * What a Release file says about one of its indexes.
 *
 * @param path relative to the Release file, without empty, {@code .} or {@code ..} segments
 * @param size in bytes
 */
public record IndexEntry(String path, long size, Digest sha256) {

    public IndexEntry {
        if (size < 0) {
            throw new IllegalArgumentException("negative size of " + path);
        }
    }
}
