package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.PeerRole;
import io.fettle.spi.store.CertificateStore;
import io.fettle.spi.store.CertificateStore.CertificateRow;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CertificateStore} keeps to. */
public abstract class CertificateStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    private CertificateStore store;

    /** Empty. */
    protected abstract CertificateStore freshStore();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void certificatesComeBackAsSaved() {
        CertificateRow row = row("k", "computer-1", "0a", false);

        store.save(row);

        assertThat(Rows.plain(store.find(row.key()).orElseThrow())).isEqualTo(Rows.plain(row));
        assertThat(store.find(key("other"))).isEmpty();
    }

    @Test
    public void aRenewalKeepsWhatBelongsToTheKey() {
        store.save(row("k", "computer-1", "0a", false));
        store.approve(PeerRole.AGENT, "computer-1");
        store.revoke(PeerRole.AGENT, "computer-1", NOW);

        CertificateRow renewal = new CertificateRow(
                key("k"),
                PeerRole.RELAY,
                "somebody-else",
                "0b",
                new byte[] {9},
                false,
                NOW.plusSeconds(1),
                NOW.plusSeconds(2),
                Optional.empty());
        store.save(renewal);

        assertThat(Rows.plain(store.find(key("k")).orElseThrow()))
                .isEqualTo(Rows.plain(new CertificateRow(
                        key("k"),
                        PeerRole.AGENT,
                        "computer-1",
                        "0b",
                        new byte[] {9},
                        true,
                        NOW.plusSeconds(1),
                        NOW.plusSeconds(2),
                        Optional.of(NOW))));
    }

    @Test
    public void aSerialIsTakenOnce() {
        store.save(row("a", "computer-1", "0a", true));

        assertThatThrownBy(() -> store.save(row("b", "computer-2", "0a", true))).isInstanceOf(FettleException.class);

        assertThat(store.find(key("b"))).isEmpty();
    }

    @Test
    public void approvalReachesAllKeysOfASubject() {
        store.save(row("a", "computer-1", "0a", false));
        store.save(row("b", "computer-1", "0b", false));
        store.save(row("c", "computer-2", "0c", false));

        assertThat(store.approve(PeerRole.AGENT, "computer-1")).containsExactlyInAnyOrder(key("a"), key("b"));
        assertThat(store.approve(PeerRole.RELAY, "computer-1")).isEmpty();

        assertThat(store.find(key("a")).orElseThrow().approved()).isTrue();
        assertThat(store.find(key("b")).orElseThrow().approved()).isTrue();
        assertThat(store.find(key("c")).orElseThrow().approved()).isFalse();
    }

    @Test
    public void revocationNamesTheKeysThatWereNotRevokedYet() {
        store.save(row("a", "computer-1", "0a", true));
        assertThat(store.revoke(PeerRole.AGENT, "computer-1", NOW)).containsExactly(key("a"));
        store.save(row("b", "computer-1", "0b", true));

        assertThat(store.revoke(PeerRole.AGENT, "computer-1", NOW.plusSeconds(5)))
                .containsExactly(key("b"));
        assertThat(store.revoke(PeerRole.AGENT, "computer-1", NOW.plusSeconds(9)))
                .isEmpty();

        assertThat(store.find(key("a")).orElseThrow().revokedAt()).contains(NOW);
        assertThat(store.find(key("b")).orElseThrow().revokedAt()).contains(NOW.plusSeconds(5));
    }

    @Test
    public void allAreReadInChunks() {
        IntStream.range(0, 25).forEach(i -> store.save(row("k" + i, "computer-" + i, "a" + i, true)));

        List<KeyId> read = new ArrayList<>();
        List<CertificateRow> chunk = store.after(Optional.empty(), 10);
        while (!chunk.isEmpty()) {
            chunk.forEach(row -> read.add(row.key()));
            chunk = store.after(Optional.of(read.get(read.size() - 1)), 10);
        }

        assertThat(read).hasSize(25).doesNotHaveDuplicates();
        assertThat(read).extracting(KeyId::toString).isSorted();
        assertThatThrownBy(() -> store.after(Optional.empty(), 5_001)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    public void aCertificateOutOfBoundsIsRefused() {
        CertificateRow large = new CertificateRow(
                key("k"), PeerRole.AGENT, "c", "0a", new byte[4_097], true, NOW, NOW, Optional.empty());

        assertThatThrownBy(() -> store.save(large)).isInstanceOf(FettleException.class);
        assertThat(store.find(key("k"))).isEmpty();
    }

    private static CertificateRow row(String key, String subject, String serial, boolean approved) {
        byte[] der = new byte[700];
        der[0] = 48;
        der[699] = -1;
        return new CertificateRow(
                key(key), PeerRole.AGENT, subject, serial, der, approved, NOW, NOW.plusSeconds(60), Optional.empty());
    }

    private static KeyId key(String name) {
        return new KeyId(Digest.of(name.getBytes(StandardCharsets.UTF_8)));
    }
}
