package io.fettle.relay.spool;

import io.fettle.api.Digest;
import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;
import io.fettle.api.FettleException;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Envelopes on disk, in the order in which they came: one file each, named by a growing number and the name that the
 * envelope was given, so that a repetition is known and a restart finds everything. Durable when {@link #add} returns. Bounded. Thread-safe.
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

    /** Envelope's name to number. */
    private final Map<String, Long> numbers = new HashMap<>();

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
            known(number, name, files.file(name).toFile().length());
        }
    }

    /** Keeps the envelope, unless there is one of that name. */
    public synchronized void add(Digest name, byte[] envelope) {
        if (!numbers.containsKey(name.hex())) {
            keep(name.hex(), envelope);
        }
    }

    /** Keeps the envelope behind all others, and what had that name before no longer. */
    public synchronized void replace(Digest name, byte[] envelope) {
        Optional<Long> before = Optional.ofNullable(numbers.get(name.hex()));
        keep(name.hex(), envelope);
        before.ifPresent(this::remove);
    }

    private void keep(String name, byte[] envelope) {
        if (entries.size() >= maxEntries
                || bytes + envelope.length > maxBytes
                || envelope.length > Envelope.MAX_BYTES) {
            throw new FettleException(
                    SpoolError.SPOOL_FULL, "The spool is full with " + entries.size() + " envelopes; is the WAN down?");
        }
        long number = entries.isEmpty() ? 1 : entries.lastKey() + 1;
        String file = String.format("%0" + NUMBER_DIGITS + "x-%s", number, name);
        files.write(file, envelope);
        known(number, file, envelope.length);
    }

    private void known(long number, String file, long size) {
        entries.put(number, new Entry(file, size));
        numbers.put(file.substring(NUMBER_DIGITS + 1), number);
        bytes += size;
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
            numbers.remove(entry.name().substring(NUMBER_DIGITS + 1), number);
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
