package io.fettle.approval;

import io.fettle.api.FettleException;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.ApprovalError;
import io.fettle.api.change.Topic;
import io.fettle.spi.store.ApprovalStore;
import io.fettle.spi.store.PendingChange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The book under its lock, read from the store by whoever asks first; a reading that failed is tried again by the next.
 * The lock is held across the store's write on purpose: who follows the change log must not meet a decision's row before
 * the decision. Thread-safe.
 */
final class GuardedBook {
    private final ApprovalStore store;
    private final Duration patience;
    private final ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
    private @Nullable DecisionBook loaded;

    GuardedBook(ApprovalStore store, Duration patience) {
        this.store = store;
        this.patience = patience;
    }

    <T> T reading(Function<DecisionBook, T> read) {
        Optional<T> answer =
                holding(lock.readLock(), () -> Optional.ofNullable(loaded).map(read));
        return answer.orElseGet(() -> holding(lock.writeLock(), () -> read.apply(book())));
    }

    /** @param decide makes the decision, or throws; what it returns is stored before anybody can read it */
    Approval writing(Function<DecisionBook, Approval> decide) {
        return holding(lock.writeLock(), () -> {
            DecisionBook book = book();
            Approval decided = decide.apply(book);
            try {
                store.save(
                        List.of(decided),
                        List.of(new PendingChange(
                                Topic.APPROVAL, decided.patch().value())));
            } catch (RuntimeException e) {
                // It may have taken effect all the same: only the store knows.
                loaded = null;
                throw e;
            }
            book.put(decided);
            return decided;
        });
    }

    private DecisionBook book() {
        DecisionBook known = loaded;
        if (known == null) {
            known = new DecisionBook();
            store.readAll(known::put);
            loaded = known;
        }
        return known;
    }

    private <T> T holding(Lock held, Supplier<T> work) {
        try {
            if (!held.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new FettleException(
                        ApprovalError.BUSY, "Another decision about a patch is still being written; try again");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FettleException(ApprovalError.BUSY, "The server is stopping; try again", e);
        }
        try {
            return work.get();
        } finally {
            held.unlock();
        }
    }
}
