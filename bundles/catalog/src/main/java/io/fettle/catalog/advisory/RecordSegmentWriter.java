package io.fettle.catalog.advisory;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Collects records and lays them out as a segment. The same records give the same bytes, in whatever order they came. */
final class RecordSegmentWriter {
    static final int MAX_ROWS = 1_000_000;
    private static final Comparator<byte[]> BY_BYTES = Arrays::compareUnsigned;

    private final Map<String, Row> rows = new HashMap<>();
    /** Each word once, whoever uses it. */
    private final Map<String, String> words = new HashMap<>();

    private record Row(byte[] body, List<String> words) {}

    /** Adds a record or replaces it. */
    void put(String key, byte[] body, Collection<String> foundUnder) {
        if (rows.size() == MAX_ROWS && !rows.containsKey(key)) {
            throw new IllegalStateException("A collection has at most " + MAX_ROWS + " records");
        }
        List<String> shared = new ArrayList<>(foundUnder.size());
        foundUnder.forEach(word -> shared.add(words.computeIfAbsent(word, w -> w)));
        rows.put(key, new Row(body, shared));
    }

    boolean has(String key) {
        return rows.containsKey(key);
    }

    byte[] write() {
        TreeMap<byte[], Row> sorted = new TreeMap<>(BY_BYTES);
        rows.forEach((key, row) -> sorted.put(key.getBytes(StandardCharsets.UTF_8), row));
        List<byte[]> keys = List.copyOf(sorted.keySet());
        List<Row> ordered = List.copyOf(sorted.values());
        TreeMap<byte[], List<Integer>> under = new TreeMap<>(BY_BYTES);
        for (int row = 0; row < ordered.size(); row++) {
            for (String word : ordered.get(row).words()) {
                under.computeIfAbsent(word.getBytes(StandardCharsets.UTF_8), w -> new ArrayList<>())
                        .add(row);
            }
        }
        return layOut(
                keys,
                ordered.stream().map(Row::body).toList(),
                List.copyOf(under.keySet()),
                List.copyOf(under.values()));
    }

    private static byte[] layOut(
            List<byte[]> keys, List<byte[]> bodies, List<byte[]> words, List<List<Integer>> postings) {
        int posted = postings.stream().mapToInt(List::size).sum();
        long head = RecordSegment.HEADER + 4L * (2L * (keys.size() + 1) + 2L * (words.size() + 1) + posted);
        long size = head + length(keys) + length(bodies) + length(words);
        ByteBuffer out = ByteBuffer.allocate(Math.toIntExact(size));
        out.putInt(RecordSegment.MAGIC_1).putInt(RecordSegment.MAGIC_2).putInt(RecordSegment.FORMAT);
        out.putInt(keys.size()).putInt(words.size()).putInt(posted);
        int at = starts(out, keys, (int) head);
        at = starts(out, bodies, at);
        starts(out, words, at);
        int start = 0;
        for (List<Integer> posting : postings) {
            out.putInt(start);
            start += posting.size();
        }
        out.putInt(start);
        postings.forEach(posting -> posting.forEach(out::putInt));
        keys.forEach(out::put);
        bodies.forEach(out::put);
        words.forEach(out::put);
        return out.array();
    }

    private static long length(List<byte[]> parts) {
        return parts.stream().mapToLong(part -> part.length).sum();
    }

    private static int starts(ByteBuffer out, List<byte[]> parts, int from) {
        int at = from;
        for (byte[] part : parts) {
            out.putInt(at);
            at += part.length;
        }
        out.putInt(at);
        return at;
    }
}
