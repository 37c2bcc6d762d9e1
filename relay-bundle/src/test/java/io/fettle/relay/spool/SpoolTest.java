package io.fettle.relay.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import io.fettle.relay.spool.Spool.Kept;
import io.fettle.relay.spool.Spool.SpoolError;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {
    @TempDir
    Path directory;

    private Spool spool;

    @BeforeEach
    void open() {
        spool = reopened();
    }

    private Spool reopened() {
        return new Spool(PrivateDirectory.at(directory), 20, 100);
    }

    @Test
    void oldestComesFirst() {
        for (int i = 0; i < 18; i++) {
            add(spool, new byte[] {(byte) i});
        }
        assertThat(contents(spool, 3)).containsExactly(0, 1, 2);
        assertThat(contents(spool, 100)).hasSize(18).isSorted();
    }

    @Test
    void oldestAreNoMoreThanMayGoTogetherAndOneAtLeast() {
        for (int size : new int[] {30, 20, 40}) {
            add(spool, new byte[size]);
        }
        assertThat(spool.oldest(10, 10)).hasSize(1);
        assertThat(spool.oldest(10, 49)).hasSize(1);
        assertThat(spool.oldest(10, 50)).hasSize(2);
        assertThat(spool.oldest(10, 90)).hasSize(3);
        assertThat(spool.oldest(2, 90)).hasSize(2);
    }

    @Test
    void restartFindsEverythingInOrderAndGoesOnBehindIt() {
        for (int i = 0; i < 17; i++) {
            add(spool, new byte[] {(byte) i});
        }
        spool.remove(spool.oldest(1, 1).get(0).number());
        Spool after = reopened();
        add(after, new byte[] {17});
        assertThat(contents(after, 100))
                .startsWith(1, 2)
                .endsWith(16, 17)
                .hasSize(17)
                .isSorted();
    }

    @Test
    void repetitionIsKeptOnceEvenOverARestart() {
        add(spool, new byte[] {1});
        add(spool, new byte[] {1});
        Spool after = reopened();
        add(after, new byte[] {1});
        assertThat(after.size()).isEqualTo(1);
        assertThat(contents(after, 10)).containsExactly(1);
    }

    @Test
    void whatReplacesComesLastAndTheOtherIsGoneForGood() {
        Digest name = Digest.of(new byte[0]);
        spool.replace(name, new byte[] {1});
        add(spool, new byte[] {2});
        spool.replace(name, new byte[] {3});
        assertThat(contents(spool, 10)).containsExactly(2, 3);
        Spool after = reopened();
        assertThat(contents(after, 10)).containsExactly(2, 3);
        after.replace(name, new byte[] {4});
        assertThat(contents(after, 10)).containsExactly(2, 4);
    }

    @Test
    void whatTheServerHasIsGoneForGood() {
        add(spool, new byte[] {1});
        spool.remove(spool.oldest(1, 1).get(0).number());
        spool.remove(4711);
        assertThat(spool.size()).isZero();
        assertThat(reopened().size()).isZero();
        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void numberOfEnvelopesIsBounded() {
        for (int i = 0; i < 20; i++) {
            add(spool, new byte[] {(byte) i});
        }
        assertFull(spool, new byte[] {99});
        assertFull(reopened(), new byte[] {99});
    }

    @Test
    void bytesAreBoundedAndComeBackWithARemoval() {
        add(spool, new byte[60]);
        assertFull(spool, new byte[41]);
        assertFull(reopened(), new byte[41]);
        add(spool, new byte[40]);
        spool.remove(spool.oldest(1, 1).get(0).number());
        add(spool, new byte[59]);
        assertThat(spool.size()).isEqualTo(2);
    }

    @Test
    void largestEnvelopeThereIsCanBeKept() {
        Spool large = new Spool(PrivateDirectory.at(directory), 20, 1L << 30);
        add(large, new byte[Envelope.MAX_BYTES]);
        assertThat(large.oldest(1, 1).get(0).envelope()).hasSize(Envelope.MAX_BYTES);
    }

    @Test
    void fileOfSomebodyElseIsLeftAlone() throws Exception {
        add(spool, new byte[] {1});
        Files.writeString(directory.resolve("README"), "not ours");
        Files.writeString(directory.resolve("a-note-that-is-longer-than-sixteen-characters"), "not ours");
        assertThat(contents(reopened(), 10)).containsExactly(1);
    }

    @Test
    void envelopeWhoseFileIsGoneIsForgotten() throws Exception {
        add(spool, new byte[] {1});
        add(spool, new byte[] {2});
        try (var files = Files.list(directory)) {
            Files.delete(files.sorted().findFirst().orElseThrow());
        }
        assertThat(contents(spool, 1)).containsExactly(2);
        assertThat(spool.size()).isEqualTo(1);
    }

    private static void assertFull(Spool spool, byte[] envelope) {
        assertThatThrownBy(() -> add(spool, envelope))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(SpoolError.SPOOL_FULL));
    }

    private static void add(Spool spool, byte[] envelope) {
        spool.add(Digest.of(envelope), envelope);
    }

    private static List<Integer> contents(Spool spool, int max) {
        return spool.oldest(max, Long.MAX_VALUE).stream()
                .map(Kept::envelope)
                .map(e -> (int) e[0])
                .toList();
    }
}
