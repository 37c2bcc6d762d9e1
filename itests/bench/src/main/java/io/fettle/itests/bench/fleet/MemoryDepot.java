package io.fettle.itests.bench.fleet;

import io.fettle.api.Digest;
import io.fettle.api.content.Depot;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** Content in memory. Thread-safe. */
final class MemoryDepot implements Depot {
    private final Map<Digest, byte[]> content = new ConcurrentHashMap<>();

    @Override
    public boolean holds(Digest digest) {
        return content.containsKey(digest);
    }

    @Override
    public Optional<Long> size(Digest digest) {
        return Optional.ofNullable(content.get(digest)).map(bytes -> (long) bytes.length);
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        return Optional.ofNullable(content.get(digest)).map(ByteArrayInputStream::new);
    }

    @Override
    public CompletableFuture<Path> fetch(Digest digest) {
        return CompletableFuture.failedFuture(new FileNotFoundException("This depot has no files: " + digest.hex()));
    }

    @Override
    public void put(Digest digest, long size, InputStream stream) throws IOException {
        content.put(digest, stream.readAllBytes());
    }

    @Override
    public Digest put(InputStream stream, long maxBytes) throws IOException {
        byte[] bytes = stream.readAllBytes();
        content.put(Digest.of(bytes), bytes);
        return Digest.of(bytes);
    }

    @Override
    public Optional<Path> file(Digest digest) {
        return Optional.empty();
    }
}
