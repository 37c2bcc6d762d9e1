package io.fettle.mirror.changelog;

import io.fettle.api.Digest;
import io.fettle.api.content.ContentListener;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** What landed and was not looked at yet. Refers to nothing, for the depot refers to it. Thread-safe. */
@Component(service = {ContentListener.class, LandedContent.class})
public final class LandedContent implements ContentListener {
    static final int MOST = 10_000;

    private final BlockingQueue<Digest> queue = new ArrayBlockingQueue<>(MOST);
    private final AtomicBoolean missed = new AtomicBoolean();

    @Activate
    public LandedContent() {}

    @Override
    public void landed(Digest digest) {
        if (!queue.offer(digest)) {
            missed.set(true);
        }
    }

    Optional<Digest> next(Duration limit) throws InterruptedException {
        return Optional.ofNullable(queue.poll(limit.toMillis(), TimeUnit.MILLISECONDS));
    }

    /** Whether there was more than could be remembered since this was asked last. */
    boolean takeMissed() {
        return missed.getAndSet(false);
    }
}
