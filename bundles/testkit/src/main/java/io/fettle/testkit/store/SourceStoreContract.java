package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.change.Topic;
import io.fettle.api.source.SourceState;
import io.fettle.spi.store.PendingChange;
import io.fettle.spi.store.SourceStore;
import io.fettle.spi.store.SourceStore.Condition;
import io.fettle.spi.store.SourceStore.Configuration;
import io.fettle.spi.store.SourceStore.Stored;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link SourceStore} keeps to. */
public abstract class SourceStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Condition CURRENT = new Condition(
            SourceState.CURRENT,
            NOW.plusSeconds(1),
            Optional.of(NOW.plusSeconds(2)),
            Optional.of(NOW.plusSeconds(3)),
            Optional.of(Reason.of("source.stale", "date", "yesterday")),
            "cursor",
            2,
            66_484,
            7);

    private SourceStore store;

    /** Empty. */
    protected abstract SourceStore freshStore();

    /** The changes recorded since the store was made, oldest first. */
    protected abstract List<PendingChange> recorded();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void aNewSourceIsFresh() {
        Stored stored = store.configure(configuration("s1", "http://a/ main"), change("s1"));

        assertThat(stored).isEqualTo(new Stored(configuration("s1", "http://a/ main"), Condition.fresh(NOW)));
        assertThat(store.find("s1")).contains(stored);
        assertThat(store.find("s2")).isEmpty();
        assertThat(recorded()).isEqualTo(change("s1"));
    }

    @Test
    public void sourcesAreListedById() {
        store.configure(configuration("b", "1"), List.of());
        store.configure(configuration("a", "2"), List.of());

        assertThat(store.all())
                .extracting(stored -> stored.configuration().id())
                .containsExactly("a", "b");
    }

    @Test
    public void configuringAgainKeepsIdAgeAndCondition() {
        store.configure(configuration("s1", "same"), List.of());
        store.record("s1", CURRENT, List.of());

        Stored again = store.configure(
                new Configuration(
                        "s2", "apt", "same", "new name", Map.of("k", "v"), Set.of("k"), false, NOW.plusSeconds(99)),
                change("s1"));

        assertThat(again)
                .isEqualTo(new Stored(
                        new Configuration("s1", "apt", "same", "new name", Map.of("k", "v"), Set.of("k"), false, NOW),
                        CURRENT));
        assertThat(store.all()).containsExactly(again);
    }

    @Test
    public void theSameIdentityOfAnotherKindIsAnotherSource() {
        store.configure(configuration("s1", "same"), List.of());
        store.configure(new Configuration("s2", "rpm", "same", "n", Map.of(), Set.of(), true, NOW), List.of());

        assertThat(store.all()).hasSize(2);
    }

    @Test
    public void aConditionComesBackAsRecorded() {
        store.configure(configuration("s1", "a"), List.of());

        store.record("s1", CURRENT, change("s1"));
        assertThat(store.find("s1").map(Stored::condition)).contains(CURRENT);

        store.record("s1", Condition.fresh(NOW), List.of());
        assertThat(store.find("s1").map(Stored::condition)).contains(Condition.fresh(NOW));
        assertThat(recorded()).isEqualTo(change("s1"));
    }

    @Test
    public void whatIsGoneIsLeftAlone() {
        store.configure(configuration("s1", "a"), List.of());
        store.remove("s1", change("s1"));

        store.remove("s1", change("s1"));
        store.record("s1", CURRENT, change("s1"));

        assertThat(store.all()).isEmpty();
        assertThat(recorded()).isEqualTo(change("s1"));
    }

    @Test
    public void theBoundsOfThePortFit() {
        Configuration large = new Configuration(
                "i".repeat(64),
                "k".repeat(40),
                "\u20ac".repeat(2_000),
                "n".repeat(200),
                Map.of("keyring", "\u20ac".repeat(1_048_000)),
                Set.of("\u20ac".repeat(4_000)),
                true,
                NOW);

        store.configure(large, List.of());

        assertThat(store.find(large.id()).map(Stored::configuration)).contains(large);
        assertThatThrownBy(() -> store.configure(configuration("x", "\u20ac".repeat(2_001)), List.of()))
                .isInstanceOf(FettleException.class);
    }

    @Test
    public void ofManyWhoAddTheSameSourceAtOnceNoneAddsASecond() throws Exception {
        List<String> ids = Parallel.run(
                6,
                i -> () -> store.configure(configuration("s" + i, "same"), List.of())
                        .configuration()
                        .id());

        assertThat(ids.stream().distinct()).hasSize(1);
        assertThat(store.all()).hasSize(1);
    }

    private static Configuration configuration(String id, String identity) {
        return new Configuration(
                id, "apt", identity, "name of " + id, Map.of("uri", "http://a/", "suite", "s"), Set.of(), true, NOW);
    }

    private static List<PendingChange> change(String source) {
        return List.of(new PendingChange(Topic.SOURCE, source));
    }
}
