package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.spi.source.Fetcher;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryFilesTest {
    @TempDir
    Path directory;

    private VendorFiles files;

    @BeforeEach
    void fill() throws IOException {
        Files.writeString(directory.resolve("secret"), "secret");
        Path root = Files.createDirectories(directory.resolve("mirror/dists"));
        Files.writeString(root.resolve("InRelease"), "0123456789");
        files = below(directory.resolve("mirror").toUri());
    }

    @Test
    void aFileIsReadFromAnyOffset() throws IOException {
        assertThat(files.get("dists/InRelease", 4, Optional.empty()).stream().readAllBytes())
                .asString()
                .isEqualTo("456789");
    }

    @Test
    void anUnchangedFileIsKnownByItsValidator() throws IOException {
        Optional<String> validator =
                files.get("dists/InRelease", 0, Optional.empty()).validator();
        assertThat(files.get("dists/InRelease", 0, validator).status()).isEqualTo(Fetcher.Status.UNCHANGED);
        Files.writeString(directory.resolve("mirror/dists/InRelease"), "other");
        assertThat(files.get("dists/InRelease", 0, validator).status()).isEqualTo(Fetcher.Status.FOUND);
    }

    @Test
    void whatIsNoFileIsMissing() throws IOException {
        assertThat(files.get("dists", 0, Optional.empty()).status()).isEqualTo(Fetcher.Status.MISSING);
        assertThat(files.get("nothing", 0, Optional.empty()).status()).isEqualTo(Fetcher.Status.MISSING);
    }

    @Test
    void aMirrorThatIsNotMountedIsAFailure() {
        VendorFiles gone = below(directory.resolve("gone").toUri().resolve("gone/"));
        assertThatThrownBy(() -> gone.get("dists/InRelease", 0, Optional.empty()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void aLinkWithinTheRootIsFollowed() throws IOException {
        Files.createSymbolicLink(directory.resolve("mirror/link"), Path.of("dists"));
        assertThat(files.get("link/InRelease", 0, Optional.empty()).status()).isEqualTo(Fetcher.Status.FOUND);
    }

    @Test
    void aLinkOutOfTheRootIsRefused() throws IOException {
        Files.createSymbolicLink(directory.resolve("mirror/link"), Path.of("..", "secret"));
        assertThatThrownBy(() -> files.get("link", 0, Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("out of the mirror");
    }

    private static VendorFiles below(URI root) {
        return VendorFiles.below(root, VendorConnections.ofPlatform(), Reach.PUBLIC);
    }
}
