package io.fettle.testkit.source;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** What a vendor's server may send in place of a good file. */
public enum VendorFault {
    EMPTY {
        @Override
        InputStream of(byte[] good) {
            return InputStream.nullInputStream();
        }
    },
    /** The file ends in the middle. */
    CUT {
        @Override
        InputStream of(byte[] good) {
            return new ByteArrayInputStream(good, 0, good.length * 2 / 3);
        }
    },
    /** What a portal or a moved site answers, with success. */
    WEB_PAGE {
        @Override
        InputStream of(byte[] good) {
            return new ByteArrayInputStream(
                    "<!DOCTYPE html>\n<html><body>Moved</body></html>\n".getBytes(StandardCharsets.US_ASCII));
        }
    },
    NOISE {
        @Override
        InputStream of(byte[] good) {
            byte[] noise = new byte[good.length];
            new Random(good.length).nextBytes(noise);
            return new ByteArrayInputStream(noise);
        }
    },
    /** The good file, and then blanks that never end. */
    ENDLESS_BLANKS {
        @Override
        InputStream of(byte[] good) {
            return new EndlessBytes(good, " ".repeat(BLOCK).getBytes(StandardCharsets.US_ASCII));
        }
    },
    /** The good file again and again. */
    ENDLESS_REPETITION {
        @Override
        InputStream of(byte[] good) {
            return new EndlessBytes(good, good);
        }
    },
    /** Half of the file, and then a line or value that never ends. */
    ENDLESS_VALUE {
        @Override
        InputStream of(byte[] good) {
            return new EndlessBytes(
                    Arrays.copyOf(good, good.length / 2), "x".repeat(BLOCK).getBytes(StandardCharsets.US_ASCII));
        }
    },
    /** Half of the file, and then beginnings without an end. */
    NESTED {
        @Override
        InputStream of(byte[] good) {
            return new EndlessBytes(
                    Arrays.copyOf(good, good.length / 2),
                    "[{\"a\":".repeat(BLOCK).getBytes(StandardCharsets.US_ASCII));
        }
    };

    private static final int BLOCK = 1 << 13;

    abstract InputStream of(byte[] good);
}
