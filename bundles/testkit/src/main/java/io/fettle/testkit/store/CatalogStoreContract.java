package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.change.Topic;
import io.fettle.spi.store.CatalogStore;
import io.fettle.spi.store.CatalogStore.Part;
import io.fettle.spi.store.CatalogStore.Revision;
import io.fettle.spi.store.PendingChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link CatalogStore} keeps to. */
public abstract class CatalogStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final int THREADS = 6;

    private CatalogStore store;
    private long before;

    /** Without parts; its newest number may be any. */
    protected abstract CatalogStore freshStore();

    /** The changes recorded since the store was made, oldest first. */
    protected abstract List<PendingChange> recorded();

    @BeforeEach
    void open() {
        store = freshStore();
        before = store.newest().number();
    }

    @Test
    public void aPublishedPartIsTheNewestRevision() {
        long number = store.publish(part("b", "1"), change("b"));

        assertThat(number).isGreaterThan(before);
        assertThat(store.newest()).isEqualTo(new Revision(number, List.of(part("b", "1"))));
        assertThat(recorded()).isEqualTo(change("b"));
    }

    @Test
    public void aPartReplacesTheOneOfItsSource() {
        long first = store.publish(part("a", "1"), change("a"));
        long second = store.publish(part("b", "1"), change("b"));
        long third = store.publish(part("a", "2"), change("a"));

        assertThat(third).isGreaterThan(second);
        assertThat(second).isGreaterThan(first);
        assertThat(store.newest().parts()).containsExactlyInAnyOrder(part("a", "2"), part("b", "1"));
    }

    @Test
    public void aWithdrawnPartIsGone() {
        store.publish(part("a", "1"), change("a"));
        long published = store.publish(part("b", "1"), change("b"));

        long withdrawn = store.withdraw("a", change("a"));
        long again = store.withdraw("a", List.of());

        assertThat(withdrawn).isGreaterThan(published);
        assertThat(again).isGreaterThan(withdrawn);
        assertThat(store.newest()).isEqualTo(new Revision(again, List.of(part("b", "1"))));
        assertThat(recorded()).hasSize(3);
    }

    @Test
    public void whatIsRefusedLeavesNothing() {
        assertThatThrownBy(() -> store.publish(part("x".repeat(65), "1"), change("x")))
                .isInstanceOf(FettleException.class);

        assertThat(store.newest()).isEqualTo(new Revision(before, List.of()));
        assertThat(recorded()).isEmpty();
    }

    /** A reader in between must never see the parts of one revision under the number of another. */
    @Test
    public void revisionsAreWholeWhileManyPublish() throws Exception {
        List<Boolean> whole = Parallel.run(THREADS, i -> () -> {
            boolean consistent = true;
            for (int n = 0; n < 15; n++) {
                if (i == 0) {
                    Revision newest = store.newest();
                    // Each publication adds one package to its source's part, and one to the number.
                    long packages =
                            newest.parts().stream().mapToLong(Part::packages).sum();
                    consistent &= packages == newest.number() - before;
                } else {
                    store.publish(new Part("s" + i, digest("m"), n + 1L, NOW), change("s" + i));
                }
            }
            return consistent;
        });

        assertThat(whole).doesNotContain(false);
        assertThat(store.newest().number() - before).isEqualTo((THREADS - 1) * 15L);
        assertThat(store.newest().parts()).hasSize(THREADS - 1);
        assertThat(recorded()).hasSize((THREADS - 1) * 15);
    }

    @Test
    public void numbersNeverRepeat() throws Exception {
        List<Long> numbers = Parallel.run(THREADS, i -> () -> store.publish(part("s", "" + i), List.of()));

        assertThat(numbers).doesNotHaveDuplicates();
        assertThat(IntStream.range(0, THREADS).mapToObj(i -> before + 1 + i))
                .containsExactlyInAnyOrderElementsOf(numbers);
    }

    private static Part part(String source, String manifest) {
        return new Part(source, digest(manifest), 66_484, NOW);
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<PendingChange> change(String source) {
        return List.of(new PendingChange(Topic.CATALOG, source));
    }
}
