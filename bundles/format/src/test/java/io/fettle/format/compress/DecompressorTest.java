package io.fettle.format.compress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdOutputStream;
import io.fettle.format.FormatException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class DecompressorTest {

    private static final int MIB = 1024 * 1024;
    private static final DecompressionLimits LIMITS = DecompressionLimits.of(4 * MIB, 4 * MIB);

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"PLAIN", "GZIP", "XZ", "ZSTANDARD", "BZIP2"})
    void contentComesBack(Compression format) throws IOException {
        byte[] content = content(200_000);
        assertThat(decompress(compress(format, content), LIMITS)).isEqualTo(content);
        assertThat(decompress(compress(format, new byte[0]), LIMITS)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "XZ", "ZSTANDARD", "BZIP2"})
    void severalMembersAreOneContent(Compression format) throws IOException {
        byte[] content = content(50_000);
        byte[] twice = concat(compress(format, content), compress(format, content));
        assertThat(decompress(new Dripping(twice), LIMITS)).isEqualTo(concat(content, content));
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "XZ", "ZSTANDARD", "BZIP2"})
    void everyTruncationIsNoticed(Compression format) throws IOException {
        byte[] compressed = compress(format, content(3_000));
        for (int length = 8; length < compressed.length; length += 7) {
            byte[] truncated = Arrays.copyOf(compressed, length);
            assertThatThrownBy(() -> decompress(truncated, LIMITS)).isInstanceOf(FormatException.class);
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "XZ", "ZSTANDARD", "BZIP2"})
    void garbageBehindIsNoticed(Compression format) throws IOException {
        byte[] compressed = concat(compress(format, content(1_000)), "garbage".getBytes(StandardCharsets.US_ASCII));
        assertThatThrownBy(() -> decompress(compressed, LIMITS)).isInstanceOf(FormatException.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "XZ", "ZSTANDARD", "BZIP2"})
    void damageIsNoticed(Compression format) throws IOException {
        byte[] compressed = compress(format, content(20_000));
        compressed[compressed.length / 2] ^= 0x10;
        assertThatThrownBy(() -> decompress(compressed, LIMITS)).isInstanceOf(FormatException.class);
    }

    /** 1 GiB of zeros (bzip2: 256 MiB) out of at most 1 MB, in members larger than the cap: the cap ends it, after no more than the cap. */
    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "XZ", "ZSTANDARD", "BZIP2"})
    void bombEndsAtTheCap(Compression format) throws IOException {
        byte[] bomb = bomb(format);
        assertThat(bomb.length).isLessThan(2 * MIB);
        DecompressionLimits limits = DecompressionLimits.of(4 * MIB, 16 * MIB);
        long delivered = 0;
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Decompressor.open(new ByteArrayInputStream(bomb), limits, "bomb")) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                delivered += n;
            }
        } catch (FormatException e) {
            assertThat(e).hasMessage("bomb (decompressed): longer than the " + 16 * MIB + " bytes allowed");
            assertThat(delivered).isBetween(15L * MIB, 16L * MIB);
            return;
        }
        throw new AssertionError("The bomb delivered " + delivered + " bytes");
    }

    @Test
    void compressedSizeIsCapped() throws IOException {
        byte[] random = new byte[100_000];
        new Random(1).nextBytes(random);
        byte[] compressed = compress(Compression.GZIP, random);
        assertThatThrownBy(() -> decompress(compressed, DecompressionLimits.of(50_000, MIB)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("50000");
    }

    @Test
    void dictionaryIsCapped() throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        LZMA2Options options = new LZMA2Options(1);
        options.setDictSize(32 * MIB);
        try (OutputStream out = new XZOutputStream(compressed, options)) {
            out.write(content(1_000));
        }
        assertThat(decompress(compressed.toByteArray(), LIMITS)).hasSize(1_000);
        assertThatThrownBy(() -> decompress(compressed.toByteArray(), LIMITS.withDictionary(8 * MIB)))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("KiB");
    }

    @Test
    void otherFormatsAreNamed() {
        byte[] beginning = HexFormat.of().parseHex("04224d1864");
        assertThatThrownBy(() -> decompress(beginning, LIMITS))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("lz4 compression is not supported");
    }

    /** As zstd 1.5 (with and without checksum, two frames) and bzip2 1.0 (two streams) write them. */
    @ParameterizedTest
    @CsvSource({
        "KLUv/QBYdQAAQGZldHRsZSAhAQA6ihE=, fettle fettle fettle!",
        "KLUv/QRodQAAQGZldHRsZSAhAQA6ihGMDUkg, fettle fettle fettle!",
        "KLUv/QBYdQAAQGZldHRsZSAhAQA6ihEotS/9BGh1AABAZmV0dGxlICEBADqKEYwNSSA=, fettle fettle fettle!fettle fettle fettle!",
        "QlpoOTFBWSZTWRYNkCYAAASRgGAAAwQEACAAIbUPSDANERZYU8XckU4UJAWDZAmA, fettle fettle fettle!",
        "QlpoOTFBWSZTWRYNkCYAAASRgGAAAwQEACAAIbUPSDANERZYU8XckU4UJAWDZAmAQlpoOTFBWSZTWRYNkCYAAASRgGAAAwQEACAAIbUPSDANERZYU8XckU4UJAWDZAmA, fettle fettle fettle!fettle fettle fettle!"
    })
    void readsWhatTheToolsWrite(String compressed, String content) throws IOException {
        assertThat(decompress(Base64.getDecoder().decode(compressed), LIMITS))
                .isEqualTo(content.getBytes(StandardCharsets.US_ASCII));
    }

    /** {@code zstd --long=27} asks for 128 MiB of history. */
    @Test
    void aLargeZstandardWindowIsRefused() {
        byte[] frame = HexFormat.of().parseHex("28b52ffd048861000078");
        assertThatThrownBy(() -> decompress(frame, LIMITS))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("too demanding zstd");
    }

    @ParameterizedTest
    @EnumSource(
            value = Compression.class,
            names = {"GZIP", "XZ", "ZSTANDARD", "BZIP2"})
    void failuresOfTheSourceStayWhatTheyAre(Compression format) throws IOException {
        byte[] compressed = compress(format, content(100_000));
        InputStream broken = new FilterInputStream(new Dripping(compressed)) {
            private int count;

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                if (count++ > 5) {
                    throw new IOException("network");
                }
                return super.read(target, offset, length);
            }
        };
        assertThatThrownBy(() -> decompress(broken, LIMITS))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("network");
    }

    /** 16 MiB and one byte of zeros, as bzip2 1.0 writes them; Java's compressor makes blocks that are refused. */
    private static final String ZEROS_BZIP2 = "QlpoOTFBWSZTWUXc9SIAgIFAAMAAAAggADCAKmlQBgFmAYBxdyRThQkEXc9SIA==";

    private static byte[] bomb(Compression format) throws IOException {
        byte[] member = format == Compression.BZIP2
                ? Base64.getDecoder().decode(ZEROS_BZIP2)
                : compress(format, new byte[64 * MIB]);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        for (int i = 0; i < 16; i++) {
            bomb.write(member);
        }
        return bomb.toByteArray();
    }

    private static byte[] content(int length) {
        byte[] content = new byte[length];
        Random random = new Random(length);
        for (int i = 0; i < length; i++) {
            content[i] = (byte) ('a' + random.nextInt(8));
        }
        return content;
    }

    private static byte[] compress(Compression format, byte[] content) throws IOException {
        ByteArrayOutputStream compressed = new ByteArrayOutputStream();
        try (OutputStream out = compressing(format, compressed)) {
            out.write(content);
        }
        return compressed.toByteArray();
    }

    private static OutputStream compressing(Compression format, OutputStream out) throws IOException {
        return switch (format) {
            case GZIP -> new GZIPOutputStream(out);
            case XZ -> new XZOutputStream(out, new LZMA2Options(1));
            case ZSTANDARD -> new ZstdOutputStream(out);
            case BZIP2 -> new BZip2HadoopStreams().createOutputStream(out);
            default -> out;
        };
    }

    private static byte[] decompress(byte[] compressed, DecompressionLimits limits) throws IOException {
        return decompress(new ByteArrayInputStream(compressed), limits);
    }

    private static byte[] decompress(InputStream source, DecompressionLimits limits) throws IOException {
        try (InputStream in = Decompressor.open(source, limits, "input")) {
            return in.readAllBytes();
        }
    }

    private static byte[] concat(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    /** Like a network: small reads, and nothing available in between. */
    private static final class Dripping extends FilterInputStream {

        Dripping(byte[] content) {
            super(new ByteArrayInputStream(content));
        }

        @Override
        public int available() {
            return 0;
        }

        @Override
        public int read(byte[] target, int offset, int length) throws IOException {
            return super.read(target, offset, Math.min(length, 100));
        }
    }
}
