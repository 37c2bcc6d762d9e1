package io.fettle.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdOutputStream;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import io.fettle.format.deb822.Dialect;
import io.fettle.format.deb822.ReleaseFile;
import io.fettle.format.deb822.Stanza;
import io.fettle.format.deb822.StanzaLimits;
import io.fettle.format.deb822.StanzaReader;
import io.fettle.format.openpgp.Fixtures;
import io.fettle.format.openpgp.KeyRing;
import io.fettle.format.openpgp.SignatureVerifier;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Seeded damage to good input: every reader either succeeds or fails the one way it declares, in bounded time. */
class RobustnessTest {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final byte[] SPECIAL = "\n\r\t -:#=\0\u007f".getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void stanzas() {
        byte[] packages = "Package: a\nDepends: b,\n c\n\n# x\nPackage: b\nDescription: d\n .\n e\n"
                .getBytes(StandardCharsets.UTF_8);
        for (Dialect dialect : Dialect.values()) {
            mutate(20_000, packages, input -> {
                for (Stanza stanza : StanzaReader.readAll(input, dialect, new StanzaLimits(60, 4, 30), "fuzz")) {
                    for (String name : stanza.names()) {
                        stanza.words(name);
                    }
                    assertThat(stanza.offset() + stanza.length()).isLessThanOrEqualTo(input.length);
                }
            });
        }
    }

    @Test
    void releases() {
        mutate(10_000, Fixtures.bytes("Release"), input -> ReleaseFile.parseUnverified(input, "fuzz"));
    }

    @Test
    void cleartextMessages() throws IOException {
        SignatureVerifier verifier = Fixtures.verifier();
        byte[] release = Fixtures.bytes("Release");
        int verified = mutate(3_000, Fixtures.bytes("InRelease"), input -> assertThat(
                        verifier.verifyCleartext(input, "fuzz").bytes())
                .isEqualTo(release));
        assertThat(verified).isLessThan(600);
    }

    @Test
    void signatures() throws IOException {
        SignatureVerifier verifier = Fixtures.verifier();
        byte[] release = Fixtures.bytes("Release");
        mutate(3_000, Fixtures.bytes("Release.sig"), input -> verifier.verifyDetached(release, input, "fuzz"));
        mutate(3_000, Fixtures.bytes("Release.gpg"), input -> verifier.verifyDetached(release, input, "fuzz"));
    }

    @Test
    void keyRings() {
        mutate(1_000, Fixtures.bytes("keys.gpg"), input -> KeyRing.parse(input, "fuzz"));
        mutate(500, Fixtures.bytes("keys.asc"), input -> KeyRing.parse(input, "fuzz"));
    }

    @Test
    void compressedContent() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(Fixtures.bytes("keys.asc"));
        }
        ByteArrayOutputStream xz = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(xz, new LZMA2Options(0))) {
            out.write(Fixtures.bytes("keys.asc"));
        }
        ByteArrayOutputStream zstd = new ByteArrayOutputStream();
        try (OutputStream out = new ZstdOutputStream(zstd)) {
            out.write(Fixtures.bytes("keys.asc"));
        }
        ByteArrayOutputStream bzip2 = new ByteArrayOutputStream();
        try (OutputStream out = new BZip2HadoopStreams().createOutputStream(bzip2)) {
            out.write(Fixtures.bytes("keys.asc"));
        }
        DecompressionLimits limits = new DecompressionLimits(100_000, 100_000, 1 << 20);
        for (ByteArrayOutputStream compressed : new ByteArrayOutputStream[] {gzip, xz, zstd, bzip2}) {
            mutate(2_000, compressed.toByteArray(), input -> {
                try (var in = Decompressor.open(new ByteArrayInputStream(input), limits, "fuzz")) {
                    in.readAllBytes();
                }
            });
        }
    }

    @Test
    void xml() {
        byte[] xml =
                "<?xml version='1.0'?><a x='1'><!-- c --><b n:y='2' xmlns:n='u'>t&amp;u<![CDATA[<v>]]></b><?p i?></a>"
                        .getBytes(StandardCharsets.UTF_8);
        mutate(20_000, xml, input -> {
            try {
                XMLStreamReader reader = SafeXml.open(new ByteArrayInputStream(input), 1_000, "fuzz");
                while (reader.hasNext()) {
                    reader.next();
                }
            } catch (XMLStreamException declared) {
                throw new FormatException("fuzz", "no XML", declared);
            }
        });
    }

    @Test
    void yaml() {
        byte[] yaml = "---\na: [1.10, {b: 'c'}]\nd:\n- e\n- |\n  f\n  g\n...\n---\n? h\n: \"i\\n\"\n"
                .getBytes(StandardCharsets.UTF_8);
        mutate(20_000, yaml, input -> {
            SafeYaml reader = SafeYaml.open(new ByteArrayInputStream(input), 1_000, "fuzz");
            while (reader.next() != SafeYaml.Piece.END_OF_STREAM) {
                // Reading is all.
            }
        });
    }

    /** Returns how many inputs were accepted. */
    private static int mutate(int rounds, byte[] good, Reader reader) {
        Random random = new Random(42);
        return assertTimeoutPreemptively(LIMIT, () -> {
            int accepted = 0;
            for (int i = 0; i < rounds; i++) {
                byte[] input = mutant(good, random);
                try {
                    reader.read(input);
                    accepted++;
                } catch (FormatException declared) {
                    assertThat(declared.getMessage()).startsWith("fuzz");
                } catch (IOException | RuntimeException | Error undeclared) {
                    throw new AssertionError("round " + i + ": " + Arrays.toString(input), undeclared);
                }
            }
            assertThat(accepted).isLessThan(rounds);
            return accepted;
        });
    }

    private static byte[] mutant(byte[] good, Random random) {
        byte[] mutant = good.clone();
        for (int changes = 1 + random.nextInt(3); changes > 0 && mutant.length > 0; changes--) {
            int at = random.nextInt(mutant.length);
            switch (random.nextInt(6)) {
                case 0 -> mutant[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> mutant[at] = SPECIAL[random.nextInt(SPECIAL.length)];
                case 2 -> mutant = Arrays.copyOf(mutant, at);
                case 3 -> mutant = splice(mutant, at, new byte[0], Math.min(mutant.length - at, 1 + random.nextInt(8)));
                case 4 -> mutant = splice(mutant, at, new byte[] {SPECIAL[random.nextInt(SPECIAL.length)]}, 0);
                default -> {
                    int from = random.nextInt(mutant.length);
                    int to = Math.min(mutant.length, from + random.nextInt(64));
                    mutant = splice(mutant, at, Arrays.copyOfRange(mutant, from, to), 0);
                }
            }
        }
        return mutant;
    }

    private static byte[] splice(byte[] bytes, int at, byte[] inserted, int removed) {
        byte[] result = new byte[bytes.length + inserted.length - removed];
        System.arraycopy(bytes, 0, result, 0, at);
        System.arraycopy(inserted, 0, result, at, inserted.length);
        System.arraycopy(bytes, at + removed, result, at + inserted.length, bytes.length - at - removed);
        return result;
    }

    private interface Reader {
        void read(byte[] input) throws IOException;
    }
}
