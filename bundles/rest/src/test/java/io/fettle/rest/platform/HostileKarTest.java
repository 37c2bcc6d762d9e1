package io.fettle.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A KAR is code, and only an administrator of the platform brings one: yet what it holds stays where it belongs. */
class HostileKarTest {
    private static final String FEATURES = "<features xmlns=\"http://karaf.apache.org/xmlns/features/v1.6.0\"/>";

    @TempDir
    Path directory;

    @Test
    @Fuzzes(KarFile.class)
    void karsAreUnpackedOrRefused() throws IOException {
        Path kar = directory.resolve("a.kar");
        byte[] good = zip("repository/a/features.xml", "repository/a/b.jar", "META-INF/MANIFEST.MF");
        Fuzz.of("kar", good)
                .declares(FettleException.class)
                .sparingly()
                .leaving(this::outside)
                .check(input -> {
                    Files.write(kar, input);
                    new KarFile(kar)
                            .unpack(Files.createTempDirectory(directory, "out").resolve("repository"));
                });
    }

    @Test
    void entriesThatLeaveTheirPlaceOrAreTooManyAreRefused() throws IOException {
        assertRefused(zip("repository/../../escaped.xml"), "not below repository/");
        assertRefused(zip("/escaped.xml"), "not below repository/");
        assertRefused(zip("repository/a.xml", "repository/a.xml/b"), "both a file and a directory");
        String[] many = Stream.iterate(0, i -> i + 1)
                .limit(10_001)
                .map(i -> "repository/" + i)
                .toArray(String[]::new);
        assertRefused(zip(many), "more than 10000 entries");
        assertRefused(zip("x".repeat(60_000)), "not below repository/");
        assertThat(directory.resolve("escaped.xml")).doesNotExist();
    }

    private void assertRefused(byte[] kar, String words) throws IOException {
        Path file = Files.write(directory.resolve("bad.kar"), kar);
        Path out = Files.createTempDirectory(directory, "out").resolve("repository");
        assertThatThrownBy(() -> new KarFile(file).unpack(out))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining(words)
                .satisfies(e -> assertThat(e.getMessage()).hasSizeLessThan(1_000));
    }

    /** What lies beside the places that things are unpacked to. */
    private long outside() {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> !String.valueOf(file.getFileName()).startsWith("out"))
                    .count();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static byte[] zip(String... names) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(FEATURES.getBytes(StandardCharsets.UTF_8));
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
