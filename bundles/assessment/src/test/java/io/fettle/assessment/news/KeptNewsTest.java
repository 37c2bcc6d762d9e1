package io.fettle.assessment.news;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.ExposureNews;
import io.fettle.api.assessment.ExposureNews.InOffice;
import io.fettle.api.assessment.ExposureNews.Kind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class KeptNewsTest {
    @Test
    void theOldestGoWhereTheyAreTooMany() {
        KeptNews kept = KeptNews.NONE.with(news(1, ExposureNews.MAX_KEPT, 1)).with(news(10_001, 10_050, 1));
        assertThat(kept.news()).hasSize(ExposureNews.MAX_KEPT);
        assertThat(kept.oldestId()).isEqualTo(51);
        assertThat(kept.newestId()).isEqualTo(10_050);
    }

    @Test
    void theOldestGoWhereTheirOfficesAreTooMany() {
        int offices = 1_000;
        KeptNews kept = KeptNews.NONE.with(news(1, 600, offices));
        assertThat(kept.news()).hasSize(KeptNews.MOST_OFFICES / offices);
        assertThat(kept.newestId()).isEqualTo(600);
    }

    @Test
    void aPageHasWhatItsReaderSeesOnly() {
        KeptNews kept = KeptNews.NONE.with(news(1, 30, 1)).with(news(31, 40, 2));
        Scope second = Scope.ofOffices(Set.of("o-1"));
        assertThat(kept.page(second, new PageRequest(2, 3)).items())
                .extracting(ExposureNews::id)
                .containsExactly(38L, 37L, 36L);
        assertThat(kept.page(second, new PageRequest(2, 3)).total()).isEqualTo(10);
        assertThat(kept.page(Scope.all(), new PageRequest(0, 1)).total()).isEqualTo(40);
    }

    private static List<ExposureNews> news(long from, long to, int offices) {
        List<InOffice> each = IntStream.range(0, offices)
                .mapToObj(i -> new InOffice("o-" + i, 1, 1, 1))
                .toList();
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> new ExposureNews(
                        id, Kind.EXPOSED, Optional.empty(), 1, 1, 1, Severity.LOW, false, 1, Instant.EPOCH, each))
                .toList();
    }
}
