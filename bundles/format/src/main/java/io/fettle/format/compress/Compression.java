package io.fettle.format.compress;

/** Formats that are told apart by their first bytes. */
public enum Compression {
    /** None of the others; taken as it is. */
    PLAIN("plain"),
    GZIP("gzip", 0x1f, 0x8b),
    XZ("xz", 0xfd, '7', 'z', 'X', 'Z', 0x00),
    ZSTANDARD("zstd", 0x28, 0xb5, 0x2f, 0xfd),
    BZIP2("bzip2", 'B', 'Z', 'h'),
    /** Recognised, not readable yet; apt keeps its own lists this way. */
    LZ4("lz4", 0x04, 0x22, 0x4d, 0x18);

    static final int LONGEST_MAGIC = 6;

    private final String label;
    private final int[] magic;

    Compression(String label, int... magic) {
        this.label = label;
        this.magic = magic;
    }

    /** Tells the format of a file by its beginning; six bytes are enough. */
    public static Compression detect(byte[] beginning) {
        for (Compression candidate : values()) {
            if (candidate != PLAIN && candidate.matches(beginning)) {
                return candidate;
            }
        }
        return PLAIN;
    }

    private boolean matches(byte[] beginning) {
        if (beginning.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((beginning[i] & 0xff) != magic[i]) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return label;
    }
}
