package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.ExposureNews;
import io.fettle.api.assessment.ExposureNews.InOffice;
import io.fettle.api.change.Topic;
import io.fettle.spi.store.ExposureNewsStore;
import io.fettle.spi.store.PendingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ExposureNewsStore} keeps to. */
public abstract class ExposureNewsStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");

    private ExposureNewsStore store;

    /** Empty. */
    protected abstract ExposureNewsStore freshStore();

    /** The changes recorded since the store was made, oldest first. */
    protected abstract List<PendingChange> recorded();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void nothingWasEverCompared() {
        assertThat(store.seen()).isEqualTo(ExposureNewsStore.NEVER);
        assertThat(stored()).isEmpty();
    }

    @Test
    public void newsComeBackAsAppended() {
        List<InOffice> offices = IntStream.range(0, 3_000)
                .mapToObj(i -> new InOffice("b\u00fcro-" + i, i, 2L * i, i % 7))
                .toList();
        ExposureNews one = news(1, Optional.of(new CveId("CVE-2026-1234567890")), offices);
        ExposureNews several = new ExposureNews(
                2,
                ExposureNews.Kind.MISSED,
                Optional.empty(),
                300,
                1L << 40,
                1L << 41,
                Severity.UNKNOWN,
                true,
                1L << 42,
                NOW,
                List.of());
        PendingChange change = new PendingChange(Topic.EXPOSURE, "2");

        store.append(List.of(one, several), 17, 0, List.of(change));

        assertThat(stored()).containsExactly(one, several);
        assertThat(store.seen()).isEqualTo(17);
        assertThat(recorded()).containsExactly(change);
    }

    @Test
    public void aRevisionWithoutNewsIsSeenToo() {
        store.append(List.of(), 5, 0, List.of());
        assertThat(store.seen()).isEqualTo(5);
        assertThat(stored()).isEmpty();
    }

    @Test
    public void theOldestGoWithWhatIsAppended() {
        store.append(many(1, 1_200), 1, 0, List.of());
        store.append(many(1_201, 1_250), 2, 251, List.of());
        assertThat(stored())
                .extracting(ExposureNews::id)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(251, 1_250).boxed().toList());
    }

    private static List<ExposureNews> many(int from, int to) {
        return IntStream.rangeClosed(from, to)
                .mapToObj(id -> news(id, Optional.empty(), List.of()))
                .toList();
    }

    private List<ExposureNews> stored() {
        List<ExposureNews> all = new ArrayList<>();
        store.readAll(all::add);
        return all;
    }

    private static ExposureNews news(long id, Optional<CveId> cve, List<InOffice> offices) {
        return new ExposureNews(
                id, ExposureNews.Kind.EXPOSED, cve, 1, 3, 4, Severity.CRITICAL, false, 12, NOW, offices);
    }
}
