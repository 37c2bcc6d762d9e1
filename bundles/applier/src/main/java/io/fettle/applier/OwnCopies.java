package io.fettle.applier;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.applier.hand.HandedOver;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The files that an order names, by digest: what the applier copies for itself before it believes any of it. */
final class OwnCopies {
    private static final long SPARE_BYTES = 200L << 20;
    /** Packed, unpacked and installed. */
    private static final int TIMES = 3;

    private final Map<Digest, Long> sizes = new LinkedHashMap<>();

    private OwnCopies() {}

    static OwnCopies of(Order order) {
        OwnCopies copies = new OwnCopies();
        for (MirroredSuite suite : order.suites()) {
            copies.add(suite.release());
            suite.signature().ifPresent(copies::add);
            suite.indexes().forEach(index -> copies.add(index.stored()));
        }
        order.steps().forEach(step -> copies.sizes.put(step.digest(), step.size()));
        return copies;
    }

    private void add(Stored stored) {
        sizes.put(stored.digest(), stored.size());
    }

    long bytes() {
        return sizes.values().stream().mapToLong(Long::longValue).sum();
    }

    /** @throws RefusedException where the disk would not hold them and what is made from them, or one is not what it should be */
    void take(HandedOver handedOver, Path into) throws IOException {
        // Not the file store's: in a changed root directory that finds no mount point.
        long free = into.toFile().getUsableSpace();
        RefusedException.require(
                free > bytes() * TIMES + SPARE_BYTES,
                Reason.of("apply.disk_full", "free", Long.toString(free), "content", Long.toString(bytes())));
        for (Map.Entry<Digest, Long> file : sizes.entrySet()) {
            handedOver.copy(
                    file.getKey(), file.getValue(), into.resolve(file.getKey().hex()));
        }
    }
}
