package io.fettle.gateway;

import io.fettle.api.Digest;
import io.fettle.api.ErrorCategory;
import io.fettle.api.content.Depot;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Held content in files, further content that can be pulled through, and a count of the pulls. */
final class FakeDepot implements Depot {
    final AtomicInteger fetches = new AtomicInteger();
    private final Path directory;
    private final Map<Digest, byte[]> elsewhere = new HashMap<>();

    FakeDepot(Path directory) {
        this.directory = directory;
    }

    Digest hold(byte[] content) {
        try {
            Digest digest = Digest.of(content);
            Files.write(directory.resolve(digest.hex()), content);
            return digest;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Digest offerElsewhere(byte[] content) {
        elsewhere.put(Digest.of(content), content);
        return Digest.of(content);
    }

    @Override
    public boolean holds(Digest digest) {
        return file(digest).isPresent();
    }

    @Override
    public Optional<Path> file(Digest digest) {
        return Optional.of(directory.resolve(digest.hex())).filter(Files::exists);
    }

    @Override
    public InputStream fetch(Digest digest) {
        if (holds(digest)) {
            return InputStream.nullInputStream();
        }
        fetches.incrementAndGet();
        byte[] content = elsewhere.get(digest);
        if (content == null) {
            throw TestError.of(ErrorCategory.NOT_FOUND);
        }
        hold(content);
        return new ByteArrayInputStream(content);
    }

    @Override
    public Optional<Long> size(Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<InputStream> open(Digest digest) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void put(Digest digest, long size, InputStream content) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Digest put(InputStream content, long maxBytes) {
        throw new UnsupportedOperationException();
    }
}
