package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.PageRequest;
import io.fettle.api.audit.AuditChain;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.audit.AuditTrail.RecordedEntry;
import io.fettle.spi.store.AuditStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link AuditStore} keeps to. */
public abstract class AuditStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123456789Z");
    private static final int THREADS = 8;
    private static final int PER_THREAD = 25;

    private AuditStore store;

    /** Empty. */
    protected abstract AuditStore freshStore();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void entriesComeBackAsRecorded() {
        AuditEntry entry = new AuditEntry(
                NOW,
                "user:zoë \uD83D\uDE00",
                "login.failed",
                "",
                AuditOutcome.REFUSED,
                Map.of("address", "127.0.0.1", "reason", ""));

        List<RecordedEntry> recorded = store.append(List.of(entry, entry("second")));

        assertThat(recorded).hasSize(2);
        assertThat(recorded.get(0).entry().at()).isEqualTo(Instant.parse("2026-03-01T10:00:00.123Z"));
        assertThat(recorded.get(0).entry())
                .usingRecursiveComparison()
                .ignoringFields("at")
                .isEqualTo(entry);
        assertThat(store.after(0, 10)).isEqualTo(recorded);
    }

    @Test
    public void nothingIsThereAtFirst() {
        assertThat(store.after(0, 1)).isEmpty();
        assertThat(store.page(Optional.empty(), PageRequest.first(1)).total()).isZero();
        assertThat(store.append(List.of())).isEmpty();
    }

    @Test
    public void theChainBeginsAtItsStart() {
        RecordedEntry first = store.append(List.of(entry("a"))).get(0);

        assertThat(first.number()).isEqualTo(1);
        assertThat(first.chain()).isEqualTo(AuditChain.link(AuditChain.START, 1, first.entry()));
    }

    @Test
    public void pagesShowTheNewestFirst() {
        IntStream.range(0, 7).forEach(i -> store.append(List.of(entry(i % 2 == 0 ? "even" : "odd"))));

        assertThat(store.page(Optional.empty(), new PageRequest(1, 2)).items())
                .extracting(RecordedEntry::number)
                .containsExactly(6L, 5L);
        assertThat(store.page(Optional.empty(), new PageRequest(1, 2)).total()).isEqualTo(7);
        assertThat(store.page(Optional.of("odd"), new PageRequest(0, 2)).items())
                .extracting(RecordedEntry::number)
                .containsExactly(6L, 4L);
        assertThat(store.page(Optional.of("odd"), new PageRequest(0, 2)).total())
                .isEqualTo(3);
        assertThat(store.page(Optional.of("no"), new PageRequest(0, 2)).total()).isZero();
        assertThat(store.page(Optional.empty(), new PageRequest(7, 2)).items()).isEmpty();
    }

    @Test
    public void readsGoOnAfterANumber() {
        IntStream.range(0, 5).forEach(i -> store.append(List.of(entry("e" + i))));

        assertThat(store.after(2, 2)).extracting(RecordedEntry::number).containsExactly(3L, 4L);
        assertThat(store.after(5, 2)).isEmpty();
        assertThatThrownBy(() -> store.after(0, 0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> store.after(0, 1_001)).isInstanceOf(IllegalArgumentException.class);
    }

    /** Text from outside is hostile: what a database cannot hold must neither fail nor break the chain. */
    @Test
    public void oddTextKeepsTheChainWhole() {
        store.append(List.of(new AuditEntry(
                NOW,
                "address:\u0000",
                "a",
                "\uD800",
                AuditOutcome.REFUSED,
                Map.of("k\u0000", "v\uDC00\u0000", "k2", "'; drop table"))));
        store.append(List.of(entry("b")));

        assertChained(store.after(0, 10));
    }

    @Test
    public void anEntryOutOfBoundsIsRefusedAndTakesNobodyWithIt() {
        assertThatThrownBy(() -> store.append(List.of(entry("fine"), entry("x".repeat(101)))))
                .isInstanceOf(FettleException.class);

        assertThat(store.after(0, 10)).isEmpty();
    }

    @Test
    public void numbersHaveNoGapsAndTheChainHoldsWhenManyAppend() throws Exception {
        List<List<RecordedEntry>> recorded = Parallel.run(THREADS, thread -> () -> {
            List<RecordedEntry> mine = new ArrayList<>();
            for (int i = 0; i < PER_THREAD; i++) {
                mine.addAll(store.append(List.of(entry("t" + thread), entry("u" + thread))));
            }
            return mine;
        });

        List<RecordedEntry> stored = store.after(0, 1_000);
        assertChained(stored);
        assertThat(stored).hasSize(THREADS * PER_THREAD * 2);
        assertThat(recorded.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(stored);
        for (List<RecordedEntry> mine : recorded) {
            assertThat(mine).extracting(RecordedEntry::number).isSorted();
        }
    }

    private static void assertChained(List<RecordedEntry> entries) {
        String chain = AuditChain.START;
        long number = 0;
        for (RecordedEntry entry : entries) {
            number++;
            assertThat(entry.number()).isEqualTo(number);
            chain = AuditChain.link(chain, number, entry.entry());
            assertThat(entry.chain()).isEqualTo(chain);
        }
    }

    private static AuditEntry entry(String action) {
        return new AuditEntry(NOW, "user:admin", action, "computer:1", AuditOutcome.DONE, Map.of("k", "v"));
    }
}
