package io.fettle.format.compress;

import io.fettle.format.FormatException;
import java.io.IOException;
import java.util.Arrays;

/** One block after the other of a bzip2 stream, in one piece of memory. For one thread. */
final class Bzip2Block {
    private static final int GROUP = 50;
    private static final int MAX_GROUPS = 6;
    private static final int[] CRC = crcTable();

    /** While it is decoded, bytes; then each byte with the place of its successor above it. */
    private final int[] chain;

    private final String what;
    private int length;
    private int used;
    private int at;

    private int last;
    private int run;
    private int repeats;
    private int expectedCrc;
    private int crc;

    Bzip2Block(int capacity, String what) {
        this.chain = new int[capacity];
        this.what = what;
    }

    int capacity() {
        return chain.length;
    }

    /** Decodes the block that follows its magic number. */
    void decode(Bzip2Bits bits) throws IOException {
        expectedCrc = bits.read(16) << 16 | bits.read(16);
        if (bits.read(1) != 0) {
            throw damaged("a shuffled block");
        }
        int start = bits.read(24);
        byte[] alphabet = alphabet(bits);
        int groups = bits.read(3);
        int selectorCount = bits.read(15);
        if (groups < 2 || groups > MAX_GROUPS || selectorCount == 0) {
            throw damaged("an impossible number of codes");
        }
        byte[] selectors = selectors(bits, selectorCount, groups);
        Bzip2Codes[] codes = new Bzip2Codes[groups];
        for (int i = 0; i < groups; i++) {
            codes[i] = Bzip2Codes.read(bits, alphabet.length + 2, what);
        }
        int[] counts = fill(bits, alphabet, selectors, codes);
        if (start >= length) {
            throw damaged("a block that starts outside of itself");
        }
        link(counts);
        at = chain[start] >>> 8;
        used = 0;
        last = -1;
        run = 0;
        repeats = 0;
        crc = -1;
    }

    private byte[] alphabet(Bzip2Bits bits) throws IOException {
        int ranges = bits.read(16);
        byte[] alphabet = new byte[256];
        int size = 0;
        for (int range = 0; range < 16; range++) {
            int members = (ranges & 0x8000 >>> range) == 0 ? 0 : bits.read(16);
            for (int i = 0; i < 16; i++) {
                if ((members & 0x8000 >>> i) != 0) {
                    alphabet[size++] = (byte) (range * 16 + i);
                }
            }
        }
        if (size == 0) {
            throw damaged("an empty alphabet");
        }
        return Arrays.copyOf(alphabet, size);
    }

    private byte[] selectors(Bzip2Bits bits, int count, int groups) throws IOException {
        byte[] order = {0, 1, 2, 3, 4, 5};
        byte[] selectors = new byte[count];
        for (int i = 0; i < count; i++) {
            int place = 0;
            while (bits.read(1) != 0) {
                if (++place >= groups) {
                    throw damaged("a code that is none");
                }
            }
            selectors[i] = toFront(order, place);
        }
        return selectors;
    }

    /** Undoes code, run lengths and move-to-front; returns how often each byte occurs. */
    private int[] fill(Bzip2Bits bits, byte[] alphabet, byte[] selectors, Bzip2Codes[] codes) throws IOException {
        int[] counts = new int[256];
        int end = alphabet.length + 1;
        length = 0;
        int runLength = 0;
        int runUnit = 1;
        for (int n = 0; ; n++) {
            if (n / GROUP >= selectors.length) {
                throw damaged("a block without an end");
            }
            int symbol = codes[selectors[n / GROUP]].next(bits);
            if (symbol <= 1) {
                runLength += runUnit << symbol;
                runUnit <<= 1;
                if (runLength > chain.length) {
                    throw damaged("a block that is too long");
                }
                continue;
            }
            if (runLength > 0) {
                append(alphabet[0], runLength, counts);
                runLength = 0;
                runUnit = 1;
            }
            if (symbol == end) {
                return counts;
            }
            append(toFront(alphabet, symbol - 1), 1, counts);
        }
    }

    private void append(byte value, int times, int[] counts) throws FormatException {
        if (times > chain.length - length) {
            throw damaged("a block that is too long");
        }
        Arrays.fill(chain, length, length + times, value & 0xff);
        length += times;
        counts[value & 0xff] += times;
    }

    private static byte toFront(byte[] order, int place) {
        byte moved = order[place];
        System.arraycopy(order, 0, order, 1, place);
        order[0] = moved;
        return moved;
    }

    /** Undoes the sorting (Burrows-Wheeler): tells each place where to go on. */
    private void link(int[] counts) {
        int[] places = new int[256];
        for (int value = 1; value < 256; value++) {
            places[value] = places[value - 1] + counts[value - 1];
        }
        for (int i = 0; i < length; i++) {
            chain[places[chain[i] & 0xff]++] |= i << 8;
        }
    }

    /** Bytes of the decoded block; 0 where there are no more. */
    int read(byte[] target, int offset, int wanted) {
        int n = 0;
        while (n < wanted) {
            if (repeats > 0) {
                repeats--;
            } else if (used == length) {
                break;
            } else {
                int link = chain[at];
                at = link >>> 8;
                used++;
                int value = link & 0xff;
                if (run == 4) {
                    repeats = value;
                    run = 0;
                    continue;
                }
                run = value == last ? run + 1 : 1;
                last = value;
            }
            target[offset + n++] = (byte) last;
            crc = crc << 8 ^ CRC[crc >>> 24 ^ last];
        }
        return n;
    }

    int checkedCrc() throws FormatException {
        if (~crc != expectedCrc) {
            throw damaged("checksum differs");
        }
        return expectedCrc;
    }

    private FormatException damaged(String how) {
        return new FormatException(what, "damaged bzip2 (" + how + ")");
    }

    private static int[] crcTable() {
        int[] table = new int[256];
        for (int i = 0; i < table.length; i++) {
            int value = i << 24;
            for (int bit = 0; bit < 8; bit++) {
                value = value < 0 ? value << 1 ^ 0x04c11db7 : value << 1;
            }
            table[i] = value;
        }
        return table;
    }
}
