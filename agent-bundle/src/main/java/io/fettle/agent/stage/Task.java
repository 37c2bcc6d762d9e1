package io.fettle.agent.stage;

import io.fettle.api.Digest;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.protocol.Header;
import io.fettle.protocol.Order;
import java.util.LinkedHashMap;
import java.util.Map;

/** An order that was verified and taken. @param sealedOrder as the server sent it */
record Task(Header header, Order order, byte[] sealedOrder) {
    String id() {
        return order.taskId();
    }

    /** Name of the directory for this very order. */
    String directory() {
        return id() + '.' + header.epoch() + '.' + header.sequence();
    }

    boolean newerThan(Task other) {
        return header.epoch() != other.header.epoch()
                ? header.epoch() > other.header.epoch()
                : header.sequence() > other.header.sequence();
    }

    /** Everything that goes into the hand-over, with its size. */
    Map<Digest, Long> needed() {
        Map<Digest, Long> needed = new LinkedHashMap<>();
        for (MirroredSuite suite : order.suites()) {
            add(needed, suite.release());
            suite.signature().ifPresent(s -> add(needed, s));
            suite.indexes().forEach(i -> add(needed, i.stored()));
        }
        for (Step step : order.steps()) {
            needed.put(step.digest(), step.size());
        }
        return needed;
    }

    private static void add(Map<Digest, Long> needed, Stored stored) {
        needed.put(stored.digest(), stored.size());
    }
}
