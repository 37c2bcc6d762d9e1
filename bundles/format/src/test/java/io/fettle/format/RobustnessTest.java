package io.fettle.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.airlift.compress.bzip2.BZip2HadoopStreams;
import io.airlift.compress.zstd.ZstdOutputStream;
import io.fettle.format.compress.DecompressionLimits;
import io.fettle.format.compress.Decompressor;
import io.fettle.format.deb822.Dialect;
import io.fettle.format.deb822.ReleaseFile;
import io.fettle.format.deb822.Stanza;
import io.fettle.format.deb822.StanzaLimits;
import io.fettle.format.deb822.StanzaReader;
import io.fettle.format.json.JsonLimits;
import io.fettle.format.json.JsonReader;
import io.fettle.format.openpgp.Fixtures;
import io.fettle.format.openpgp.KeyRing;
import io.fettle.format.openpgp.SignatureVerifier;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzz.Verdicts;
import io.fettle.fuzz.Fuzzes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** Seeded damage to good input: every reader either succeeds or fails the one way it declares, in bounded time. */
class RobustnessTest {

    private static final long FREE_BYTES = 4L << 20;
    /** Keys with thousands of small signatures: the library makes a few buffers for each. */
    private static final long RING_BYTES = 256L << 20;
    /** What 10,000 stanzas at once may take. */
    private static final long STANZA_BYTES = 16L << 20;
    /** A window of the format's own, and what its decoder sorts in. */
    private static final long UNPACKING_BYTES = 24L << 20;

    @Test
    @Fuzzes(StanzaReader.class)
    void stanzas() {
        byte[] packages = "Package: a\nDepends: b,\n c\n\n# x\nPackage: b\nDescription: d\n .\n e\n"
                .getBytes(StandardCharsets.UTF_8);
        for (Dialect dialect : Dialect.values()) {
            byte[] good = dialect == Dialect.CONFIGURATION
                    ? packages
                    : new String(packages, StandardCharsets.UTF_8)
                            .replace("# x\n", "")
                            .getBytes(StandardCharsets.UTF_8);
            mutate(20_000, good, STANZA_BYTES, input -> {
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
    @Fuzzes(ReleaseFile.class)
    void releases() {
        mutate(10_000, Fixtures.bytes("Release"), input -> ReleaseFile.parseUnverified(input, "fuzz"));
    }

    @Test
    @Fuzzes(SignatureVerifier.class)
    void cleartextMessages() throws IOException {
        SignatureVerifier verifier = Fixtures.verifier();
        byte[] release = Fixtures.bytes("Release");
        Verdicts verdicts = mutate(3_000, Fixtures.bytes("InRelease"), input -> assertThat(
                        verifier.verifyCleartext(input, "fuzz").bytes())
                .isEqualTo(release));
        assertThat(verdicts.accepted()).isLessThan(600);
    }

    @Test
    @Fuzzes(SignatureVerifier.class)
    void signatures() throws IOException {
        SignatureVerifier verifier = Fixtures.verifier();
        byte[] release = Fixtures.bytes("Release");
        mutate(3_000, Fixtures.bytes("Release.sig"), input -> verifier.verifyDetached(release, input, "fuzz"));
        mutate(3_000, Fixtures.bytes("Release.gpg"), input -> verifier.verifyDetached(release, input, "fuzz"));
    }

    @Test
    @Fuzzes(KeyRing.class)
    void keyRings() {
        mutate(1_000, Fixtures.bytes("keys.gpg"), RING_BYTES, input -> KeyRing.parse(input, "fuzz"));
        mutate(500, Fixtures.bytes("keys.asc"), RING_BYTES, input -> KeyRing.parse(input, "fuzz"));
    }

    @Test
    @Fuzzes(Decompressor.class)
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
            mutate(2_000, compressed.toByteArray(), UNPACKING_BYTES, input -> {
                try (var in = Decompressor.open(new ByteArrayInputStream(input), limits, "fuzz")) {
                    in.readAllBytes();
                }
            });
        }
    }

    @Test
    @Fuzzes(SafeXml.class)
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
    @Fuzzes(SafeYaml.class)
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

    private static Verdicts mutate(int rounds, byte[] good, Fuzz.Reading reader) {
        return mutate(rounds, good, FREE_BYTES, reader);
    }

    private static Verdicts mutate(int rounds, byte[] good, long freeBytes, Fuzz.Reading reader) {
        return Fuzz.of("fuzz", good)
                .declares(FormatException.class)
                .rounds(rounds)
                .within(freeBytes)
                .check(input -> {
                    try {
                        reader.read(input);
                    } catch (FormatException declared) {
                        assertThat(declared.getMessage()).startsWith("fuzz");
                        throw declared;
                    }
                });
    }

    @Test
    @Fuzzes(JsonReader.class)
    void json() {
        byte[] json = "{\"a\": [1, \"\\u00e4\", {\"b\": null}], \"c\": \"d\"}".getBytes(StandardCharsets.UTF_8);
        mutate(5_000, json, input -> {
            try (JsonReader reader = JsonReader.open(
                    new ByteArrayInputStream(input), new JsonLimits(1 << 20, 10, 100, 50, 1_000, 20), "fuzz")) {
                reader.enterObject();
                while (reader.nextField()) {
                    assertThat(reader.field()).hasSizeLessThanOrEqualTo(50);
                    reader.skip();
                }
                reader.end();
            }
        });
    }

    @Test
    @Fuzzes(LineReader.class)
    void lines() {
        mutate(5_000, "one\r\ntwo\n\nthree".getBytes(StandardCharsets.UTF_8), input -> {
            LineReader reader = new LineReader(new ByteArrayInputStream(input), 100, 10, "fuzz");
            while (reader.next()) {
                assertThat(reader.line()).hasSizeLessThanOrEqualTo(100);
            }
        });
    }

    @Test
    void whatIsWrongIsSaidInAFewWordsHoweverLongTheInput() {
        String name = "x".repeat(100_000);
        assertThatThrownBy(() -> StanzaReader.readAll(
                        (name + ": a\n" + name + ": b\n").getBytes(StandardCharsets.UTF_8),
                        Dialect.DATA,
                        StanzaLimits.PACKAGES,
                        "long"))
                .isInstanceOf(FormatException.class)
                .hasMessageStartingWith("long: the field xxx")
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
    }

    /** Each is held by an object of its own, many times as long as its text. */
    @Test
    void aMillionStanzasAtOnceAreRefused() {
        byte[] million = "a: b\n\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);
        assertThatThrownBy(() -> StanzaReader.readAll(million, Dialect.DATA, StanzaLimits.PACKAGES, "many"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 10000 stanzas");
        assertThatThrownBy(() -> ReleaseFile.parseUnverified(million, "many"))
                .isInstanceOf(FormatException.class)
                .hasMessageContaining("more than 10000 stanzas");
    }
}
