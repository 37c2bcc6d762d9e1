package io.fettle.rest.patch;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.PatchSummary;
import io.fettle.api.catalog.PatchId;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MissedPatchesTest {
    private final List<PatchSummary> all = new ArrayList<>();

    private void rows(int missed, int older) {
        for (int i = 0; i < missed + older; i++) {
            boolean isMissed = i < missed;
            all.add(new PatchSummary(
                    PatchId.of("deb", "p" + i, "amd64", "1"),
                    "p" + i,
                    "amd64",
                    "1",
                    false,
                    Severity.UNKNOWN,
                    isMissed ? 1 : 0,
                    isMissed ? 0 : 1,
                    LocalDate.EPOCH,
                    0,
                    0,
                    0,
                    Set.of()));
        }
    }

    private Page<PatchSummary> list(PageRequest page) {
        return new Page<>(all.stream().skip(page.offset()).limit(page.limit()).toList(), all.size());
    }

    @Test
    void olderChoicesThatNobodyMissesAreNeitherListedNorCounted() {
        rows(3, 2);

        Page<PatchSummary> first = MissedPatches.of(this::list, PageRequest.first(100));

        assertThat(first.total()).isEqualTo(3);
        assertThat(first.items()).isEqualTo(all.subList(0, 3));
    }

    @Test
    void theTotalIsTheSameOnEveryPage() {
        rows(2_000, 7);

        assertThat(MissedPatches.of(this::list, PageRequest.first(1)).total()).isEqualTo(2_000);
        Page<PatchSummary> last = MissedPatches.of(this::list, new PageRequest(1_999, 5));
        assertThat(last.total()).isEqualTo(2_000);
        assertThat(last.items()).hasSize(1);
    }

    @Test
    void nothingIsNothing() {
        assertThat(MissedPatches.of(this::list, PageRequest.first(10)).total()).isZero();
    }
}
