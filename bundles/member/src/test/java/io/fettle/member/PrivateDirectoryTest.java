package io.fettle.member;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PrivateDirectoryTest {
    @TempDir
    Path above;

    private Path path;
    private PrivateDirectory directory;

    @BeforeEach
    void open() {
        path = above.resolve("state");
        directory = PrivateDirectory.at(path);
    }

    @Test
    void onlyItsOwnerMayLookIntoIt() throws Exception {
        directory.write("file", new byte[] {1});
        directory.child("deeper");
        assertThat(mode(path)).isEqualTo("rwx------");
        assertThat(mode(path.resolve("deeper"))).isEqualTo("rwx------");
        assertThat(mode(path.resolve("file"))).isEqualTo("rw-------");
    }

    @Test
    void openDirectoryIsNarrowed() throws Exception {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        PrivateDirectory.at(path);
        assertThat(mode(path)).isEqualTo("rwx------");
    }

    @Test
    void fileIsReplacedAsAWholeAndNothingIsLeftOver() {
        directory.write("file", "first and longer".getBytes(UTF_8));
        directory.write("file", "second".getBytes(UTF_8));
        assertThat(directory.read("file", 100))
                .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo("second"));
        assertThat(path.toFile().list()).containsExactly("file");
    }

    @Test
    void interruptedWriteLeavesTheOldFileAndIsNeitherListedNorInTheWay() throws Exception {
        directory.write("file", "old".getBytes(UTF_8));
        Files.writeString(path.resolve("file.unfinished"), "ne");
        assertThat(directory.names()).containsExactly("file");
        assertThat(directory.read("file", 100))
                .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo("old"));
        directory.write("file", "new".getBytes(UTF_8));
        assertThat(directory.read("file", 100))
                .hasValueSatisfying(b -> assertThat(b).asString().isEqualTo("new"));
    }

    @Test
    void writeGoesNotThroughALinkThatSomebodyLeft() throws Exception {
        Path victim = Files.writeString(above.resolve("victim"), "untouched");
        Files.createSymbolicLink(path.resolve("file.unfinished"), victim);
        Files.createSymbolicLink(path.resolve("file"), victim);
        directory.write("file", "mine".getBytes(UTF_8));
        assertThat(victim).hasContent("untouched");
        assertThat(Files.isSymbolicLink(path.resolve("file"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", ".", "..", "../x", "a/b", "/etc/passwd", ".hidden", "a\nb", "a\u0000b", "-rf", "a b", "ä"})
    void nameThatCouldLeadElsewhereIsRefused(String name) {
        assertThatThrownBy(() -> directory.write(name, new byte[0])).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> directory.read(name, 1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> directory.deleteTree(name)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> directory.child(name)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatIsMissingIsEmptyAndWhatIsTooLongIsAnError() {
        directory.write("file", new byte[11]);
        assertThat(directory.read("nothing", 10)).isEmpty();
        assertThat(directory.read("file", 11)).isPresent();
        assertThatThrownBy(() -> directory.read("file", 10))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("file");
    }

    @Test
    void deletedTreeTakesNothingAlongThatALinkPointsTo() throws Exception {
        Path outside = Files.createDirectory(above.resolve("outside"));
        Files.writeString(outside.resolve("kept"), "kept");
        PrivateDirectory child = directory.child("tree").child("deeper");
        child.write("file", new byte[1]);
        Files.createSymbolicLink(child.path().resolve("link"), outside);
        directory.deleteTree("tree");
        directory.deleteTree("tree");
        assertThat(directory.has("tree")).isFalse();
        assertThat(outside.resolve("kept")).exists();
    }

    @Test
    void finishedFileIsAdoptedWithAPrivateMode() throws Exception {
        Path finished = Files.writeString(above.resolve("download"), "bytes");
        Files.setPosixFilePermissions(finished, PosixFilePermissions.fromString("rw-rw-rw-"));
        directory.adopt(finished, "content");
        assertThat(finished).doesNotExist();
        assertThat(mode(path.resolve("content"))).isEqualTo("rw-------");
    }

    private static String mode(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
