package io.fettle.mirror.changelog;

import io.fettle.api.Digest;
import io.fettle.api.content.Depot;
import io.fettle.api.content.HeldContent;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** A depot in memory that remembers what was opened. */
final class MemoryDepot implements Depot, HeldContent {
    final Map<Digest, byte[]> contents = new LinkedHashMap<>();
    final List<Digest> opened = new ArrayList<>();

    @Override
    public void each(Consumer<Digest> reader) {
        contents.keySet().forEach(reader);
    }

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
        opened.add(digest);
        return Optional.ofNullable(contents.get(digest)).map(ByteArrayInputStream::new);
    }

    @Override
    public CompletableFuture<Path> fetch(Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(Digest digest, long size, InputStream content) throws IOException {
        contents.put(digest, content.readAllBytes());
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
