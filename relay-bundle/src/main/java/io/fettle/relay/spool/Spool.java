package io.fettle.relay.spool;

import io.fettle.api.Digest;
import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;
import io.fettle.api.FettleException;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Envelopes on disk, in the order in which they came: one file each, named by a growing number and the envelope's digest,
 * so that a repetition is known and a restart finds everything. Durable when {@link #add} returns. Bounded. Thread-safe.
 */
public final class Spool {
    /** What can go wrong here. */
    public enum SpoolError implements ErrorCode {
        /** The spool has reached its bound; the agent keeps its copy. */
        SPOOL_FULL;

        @Override
        public ErrorCategory category() {
            return ErrorCategory.RESOURCES;
        }
    }

    private static final int NUMBER_DIGITS = 16;
    private static final Pattern NAME = Pattern.compile("[0-7][0-9a-f]{15}-[0-9a-f]{64}");

    private final PrivateDirectory files;
    private final int maxEntries;
    private final long maxBytes;
    /** Number to file name. */
    private final TreeMap<Long, Entry> entries = new TreeMap<>();

    private long bytes;

    public Spool(PrivateDirectory files, int maxEntries, long maxBytes) {
        this.files = files;
        this.maxEntries = maxEntries;
        this.maxBytes = maxBytes;
        for (String name : files.names()) {
            if (!NAME.matcher(name).matches()) {
                continue;
            }
            long number = Long.parseLong(name.substring(0, NUMBER_DIGITS), 16);
            long size = files.file(name).toFile().length();
            entries.put(number, new Entry(name, size));
            bytes += size;
        }
    }

    /** Keeps the envelope, once, however often it comes. */
    public synchronized void add(byte[] envelope) {
        String digest = Digest.of(envelope).hex();
        if (entries.values().stream().anyMatch(e -> e.name().endsWith(digest))) {
            return;
        }
        if (entries.size() >= maxEntries
                || bytes + envelope.length > maxBytes
                || envelope.length > Envelope.MAX_BYTES) {
            throw new FettleException(
                    SpoolError.SPOOL_FULL, "The spool is full with " + entries.size() + " envelopes; is the WAN down?");
        }
        long number = entries.isEmpty() ? 1 : entries.lastKey() + 1;
        String name = String.format("%0" + NUMBER_DIGITS + "x-%s", number, digest);
        files.write(name, envelope);
        entries.put(number, new Entry(name, envelope.length));
        bytes += envelope.length;
    }

    /**
     * The oldest ones, without taking them out. One whose file is gone is forgotten.
     *
     * @param maxBytes of all together; a first one that is larger comes alone
     */
    public synchronized List<Kept> oldest(int max, long maxBytes) {
        List<Kept> oldest = new ArrayList<>();
        long size = 0;
        Map.Entry<Long, Entry> entry = entries.firstEntry();
        while (entry != null && oldest.size() < max) {
            size += entry.getValue().size();
            if (size > maxBytes && !oldest.isEmpty()) {
                return oldest;
            }
            Optional<byte[]> envelope = files.read(entry.getValue().name(), Envelope.MAX_BYTES);
            if (envelope.isPresent()) {
                oldest.add(new Kept(entry.getKey(), envelope.get()));
            } else {
                remove(entry.getKey());
            }
            entry = entries.higherEntry(entry.getKey());
        }
        return oldest;
    }

    /** The server has it. */
    public synchronized void remove(long number) {
        Entry entry = entries.remove(number);
        if (entry != null) {
            files.delete(entry.name());
            bytes -= entry.size();
        }
    }

    public synchronized int size() {
        return entries.size();
    }

    /** A kept envelope. */
    public record Kept(long number, byte[] envelope) {}

    private record Entry(String name, long size) {}
}
