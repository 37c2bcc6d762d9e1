package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.content.Depot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** A depot in memory. */
final class FakeDepot implements Depot {
    final Map<Digest, byte[]> contents = new ConcurrentHashMap<>();

    @Override
    public boolean holds(Digest digest) {
        return contents.containsKey(digest);
    }

    @Override
    public Optional<Long> size(Digest digest) {
        return Optional.ofNullable(contents.get(digest)).map(bytes -> (long) bytes.length);
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return Optional.ofNullable(contents.get(digest)).map(ByteArrayInputStream::new);
    }

    @Override
    public CompletableFuture<Path> fetch(Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(Digest digest, long size, InputStream content) throws IOException {
        byte[] bytes = content.readAllBytes();
        if (bytes.length != size || !Digest.of(bytes).equals(digest)) {
            throw new IOException("mismatch");
        }
        contents.put(digest, bytes);
    }

    @Override
    public Digest put(InputStream content, long maxBytes) throws IOException {
        byte[] bytes = content.readAllBytes();
        contents.put(Digest.of(bytes), bytes);
        return Digest.of(bytes);
    }

    @Override
    public Optional<Path> file(Digest digest) {
        return Optional.empty();
    }
}
