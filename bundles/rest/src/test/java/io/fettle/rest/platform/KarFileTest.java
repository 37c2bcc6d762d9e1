package io.fettle.rest.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Only what can be taken out again comes out of a KAR. */
class KarFileTest {
    private static final String FEATURES = "repository/org/example/a/1.0/a-1.0-features.xml";

    @TempDir
    private Path directory;

    @Test
    void unpacksTheRepositoryAndFindsItsFeaturesFiles() throws Exception {
        byte[] kar = TestKar.of(
                "META-INF/MANIFEST.MF",
                "Manifest-Version: 1.0\n",
                "repository/",
                "",
                FEATURES,
                TestKar.FEATURES,
                "repository/org/example/a/1.0/a-1.0.pom",
                "<project/>",
                "repository/org/example/a/1.0/other.xml",
                "<other/>");
        List<Path> features = unpack(kar);
        Path version = directory.resolve("repository/org/example/a/1.0");
        assertThat(features).containsExactly(version.resolve("a-1.0-features.xml"));
        assertThat(version.resolve("other.xml")).hasContent("<other/>");
        assertThat(directory.resolve("repository/META-INF")).doesNotExist();
    }

    @Test
    void entriesElsewhereAreRefused() throws Exception {
        for (String name : List.of(
                "resources/etc/users.properties",
                "repository/../../etc/users.properties",
                "repository/./a",
                "repository//a",
                "/repository/a",
                "repository/.hidden",
                "repository/a\\b",
                "repository/a b",
                "x")) {
            refuses(TestKar.of(FEATURES, TestKar.FEATURES, name, "x"), name);
        }
    }

    @Test
    void aFileInTheWayOfADirectoryIsRefused() throws Exception {
        byte[] kar = TestKar.of(FEATURES, TestKar.FEATURES, "repository/a", "x", "repository/a/b", "x");
        assertThatThrownBy(() -> unpack(kar)).isInstanceOfAny(FettleException.class, IOException.class);
    }

    @Test
    void whatIsNoKarIsRefused() throws Exception {
        refuses(new byte[] {'P', 'K', 3, 4, 0}, "no KAR");
        refuses(TestKar.of("repository/a.xml", "<other/>"), "features file");
    }

    @Test
    void aBombIsRefusedOnTheWay() throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("repository/bomb"));
            zeros(zip, 600);
        }
        refuses(bytes.toByteArray(), "512 MiB");
    }

    private static void zeros(OutputStream out, int megabytes) throws IOException {
        byte[] megabyte = new byte[1 << 20];
        for (int i = 0; i < megabytes; i++) {
            out.write(megabyte);
        }
    }

    private void refuses(byte[] kar, String because) throws IOException {
        assertThatThrownBy(() -> unpack(kar))
                .as(because)
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(RestError.NOT_DEPLOYABLE))
                .hasMessageContaining(because);
        try (Stream<Path> outside = Files.list(directory)) {
            assertThat(outside.map(p -> p.getFileName().toString())).isSubsetOf("repository", "a.kar");
        }
    }

    private List<Path> unpack(byte[] kar) throws IOException {
        Path repository = directory.resolve("repository");
        DurableFiles.deleteTree(repository);
        Path file = Files.write(directory.resolve("a.kar"), kar);
        return new KarFile(file).unpack(repository);
    }
}
