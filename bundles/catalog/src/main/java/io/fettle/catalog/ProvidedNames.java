package io.fettle.catalog;

import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * Which rows provide which name, by a hash of the name: small, and now and then it names a row too many. Immutable.
 */
final class ProvidedNames {
    /** Hash in the upper half, row in the lower; sorted. */
    private final long[] entries;

    private ProvidedNames(long[] entries) {
        this.entries = entries;
    }

    int[] rowsOf(String name) {
        long hash = name.hashCode();
        int from = lowest(hash << Integer.SIZE);
        int to = from;
        while (to < entries.length && entries[to] >> Integer.SIZE == hash) {
            to++;
        }
        return IntStream.range(from, to).map(i -> (int) entries[i]).distinct().toArray();
    }

    private int lowest(long entry) {
        int low = 0;
        int high = entries.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (entries[middle] < entry) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }

    /** Reads the words of packages, row by row. */
    static final class Collector {
        private static final byte PROVIDES = 'P';

        private long[] entries = new long[1024];
        private int size;

        /** Takes the names of a text of relations: {@code Pname (= version), name} in a line of its own. */
        void read(int row, byte[] text, int from, int to) {
            int line = from;
            while (line < to) {
                int end = line;
                while (text[end] != '\n') {
                    end++;
                }
                if (text[line] == PROVIDES) {
                    names(row, text, line + 1, end);
                }
                line = end + 1;
            }
        }

        private void names(int row, byte[] text, int from, int to) {
            int at = from;
            while (at < to) {
                while (at < to && (text[at] == ' ' || text[at] == ',')) {
                    at++;
                }
                int hash = 0;
                int start = at;
                for (; at < to && !endsName(text[at]); at++) {
                    hash = 31 * hash + text[at];
                }
                if (at > start) {
                    add((long) hash << Integer.SIZE | row);
                }
                while (at < to && text[at] != ',') {
                    at++;
                }
            }
        }

        private static boolean endsName(byte c) {
            return c == ' ' || c == ',' || c == '(' || c == ':';
        }

        private void add(long entry) {
            if (size == entries.length) {
                entries = Arrays.copyOf(entries, size * 2);
            }
            entries[size++] = entry;
        }

        ProvidedNames finish() {
            long[] sorted = Arrays.copyOf(entries, size);
            Arrays.sort(sorted);
            return new ProvidedNames(sorted);
        }
    }
}
