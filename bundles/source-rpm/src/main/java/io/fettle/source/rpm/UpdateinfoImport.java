package io.fettle.source.rpm;

import io.fettle.format.FormatException;
import io.fettle.spi.source.FeedSink;
import java.io.IOException;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Hands over the updates of one updateinfo.xml as advisories. The same id may occur several times, each with packages of
 * its own; those are joined, so the file is read twice: once for ids that recur, which are few, and once for all.
 */
final class UpdateinfoImport {
    /** What the updates that recur may have of packages in all; they are in memory together. */
    private static final int MAX_HELD = 500_000;

    private final FeedSink sink;
    private final String platform;
    private final Modules modules;
    private final Map<String, Update> recurring = new LinkedHashMap<>();
    private int held;

    /** Reads the file from its beginning. */
    interface Reading {
        long read(UpdateinfoReader.Found found, Modules modules) throws IOException, RefusedException;
    }

    UpdateinfoImport(FeedSink sink, String platform, Modules modules) {
        this.sink = sink;
        this.platform = platform;
        this.modules = modules;
    }

    /** Returns how many packages were left out. */
    long run(Reading reading) throws IOException, RefusedException {
        Set<String> seen = new HashSet<>();
        Set<String> again = new HashSet<>();
        reading.read(
                update -> {
                    if (!seen.add(update.id)) {
                        again.add(update.id);
                    }
                },
                Modules.NONE);
        seen.clear();
        long leftOut = reading.read(update -> take(update, again.contains(update.id)), modules);
        for (Update update : recurring.values()) {
            hand(update);
        }
        return leftOut;
    }

    private void take(Update update, boolean recurs) throws FormatException {
        if (!recurs) {
            hand(update);
            return;
        }
        held += update.packages();
        if (held > MAX_HELD) {
            throw new FormatException("updateinfo", "updates of the same id have more than " + MAX_HELD + " packages");
        }
        Update first = recurring.putIfAbsent(update.id, update);
        if (first != null) {
            first.join(update);
        }
    }

    private void hand(Update update) throws FormatException {
        sink.advisory(update.build(RpmSource.ECOSYSTEM, platform));
    }
}
