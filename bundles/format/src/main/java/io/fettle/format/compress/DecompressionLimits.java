package io.fettle.format.compress;

/**
 * What one decompression may cost.
 *
 * @param maxCompressed bytes taken from the source
 * @param maxDecompressed bytes handed out
 * @param maxDictionary bytes of history the format may ask us to keep (xz); {@code xz -9} wants 64 MiB, the archives'
 *     {@code xz -6} 8 MiB
 */
public record DecompressionLimits(long maxCompressed, long maxDecompressed, int maxDictionary) {

    private static final int MIB = 1024 * 1024;

    public DecompressionLimits {
        if (maxCompressed <= 0 || maxDecompressed <= 0 || maxDictionary < 4096) {
            throw new IllegalArgumentException("Decompression limits must be positive, the dictionary at least 4096");
        }
    }

    /** Both sizes as given, a dictionary of up to 64 MiB. */
    public static DecompressionLimits of(long maxCompressed, long maxDecompressed) {
        return new DecompressionLimits(maxCompressed, maxDecompressed, 64 * MIB);
    }

    /** For small heaps, such as an agent's. */
    public DecompressionLimits withDictionary(int bytes) {
        return new DecompressionLimits(maxCompressed, maxDecompressed, bytes);
    }
}
