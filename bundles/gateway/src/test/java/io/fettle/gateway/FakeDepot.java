package io.fettle.gateway;

import io.fettle.api.Digest;
import io.fettle.api.ErrorCategory;
import io.fettle.api.content.Depot;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** Held content in files, further content that can be pulled through, and a count of the pulls. */
final class FakeDepot implements Depot {
    final AtomicInteger fetches = new AtomicInteger();
    private final Map<Digest, List<CompletableFuture<Path>>> waiting = new ConcurrentHashMap<>();
    private volatile boolean slow;
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

    /** From now on fetching takes until {@link #arrive} or {@link #fail}. */
    void slow() {
        slow = true;
    }

    /** What was asked for and is offered elsewhere comes now. */
    void arrive(Digest digest) {
        hold(Objects.requireNonNull(elsewhere.get(digest)));
        pending(digest).forEach(future -> future.complete(file(digest).orElseThrow()));
    }

    void fail(Digest digest, Exception failure) {
        pending(digest).forEach(future -> future.completeExceptionally(failure));
    }

    /** Those that were not answered and did not give up. */
    List<CompletableFuture<Path>> pending(Digest digest) {
        return waiting.getOrDefault(digest, List.of()).stream()
                .filter(future -> !future.isDone())
                .toList();
    }

    @Override
    public CompletableFuture<Path> fetch(Digest digest) {
        if (holds(digest)) {
            return CompletableFuture.completedFuture(file(digest).orElseThrow());
        }
        fetches.incrementAndGet();
        byte[] content = elsewhere.get(digest);
        if (content == null) {
            return CompletableFuture.failedFuture(TestError.of(ErrorCategory.NOT_FOUND));
        }
        if (slow) {
            CompletableFuture<Path> future = new CompletableFuture<>();
            waiting.computeIfAbsent(digest, none -> new CopyOnWriteArrayList<>())
                    .add(future);
            return future;
        }
        hold(content);
        return CompletableFuture.completedFuture(file(digest).orElseThrow());
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
