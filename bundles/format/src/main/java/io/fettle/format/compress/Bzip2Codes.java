package io.fettle.format.compress;

import io.fettle.format.FormatException;
import java.io.IOException;

/** One of the Huffman codes of a bzip2 block. Immutable. */
final class Bzip2Codes {
    private static final int MAX_LENGTH = 20;

    private final int[] symbols;
    /** First code of a length, less the place of its symbol; and one more than the last code of it. */
    private final int[] bases = new int[MAX_LENGTH + 1];

    private final int[] limits = new int[MAX_LENGTH + 1];
    private final String what;

    private Bzip2Codes(int[] lengths, String what) {
        this.what = what;
        symbols = new int[lengths.length];
        int place = 0;
        int code = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            code <<= 1;
            bases[length] = code - place;
            for (int symbol = 0; symbol < lengths.length; symbol++) {
                if (lengths[symbol] == length) {
                    symbols[place++] = symbol;
                    code++;
                }
            }
            limits[length] = code;
        }
    }

    static Bzip2Codes read(Bzip2Bits bits, int symbols, String what) throws IOException {
        int[] lengths = new int[symbols];
        int length = bits.read(5);
        for (int symbol = 0; symbol < symbols; symbol++) {
            while (true) {
                if (length < 1 || length > MAX_LENGTH) {
                    throw new FormatException(what, "damaged bzip2 (a code of no possible length)");
                }
                if (bits.read(1) == 0) {
                    break;
                }
                length += bits.read(1) == 0 ? 1 : -1;
            }
            lengths[symbol] = length;
        }
        return new Bzip2Codes(lengths, what);
    }

    int next(Bzip2Bits bits) throws IOException {
        int code = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            code = code << 1 | bits.read(1);
            if (code < limits[length]) {
                int place = code - bases[length];
                if (place < 0 || place >= symbols.length) {
                    break;
                }
                return symbols[place];
            }
        }
        throw new FormatException(what, "damaged bzip2 (a code that is none)");
    }
}
