package io.fettle.assessment.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.assessment.FindingState;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.assessment.SampleCatalog;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.verdict.Share;
import io.fettle.assessment.verdict.Verdict;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class PatchColumnTest {
    private static final Share OTHER = new Share(HealthStatus.VULNERABLE, false, false);
    private static final Share URGENT = new Share(HealthStatus.HIGHLY_VULNERABLE, true, false);

    private final AvailablePackage offer = offer();
    private final Verdict plain = verdict(false);
    private final Verdict security = verdict(true);
    private final PatchColumn column = new PatchColumn(offer);

    private static AvailablePackage offer() {
        SampleCatalog catalog = new SampleCatalog(1);
        catalog.offer(0, "main", "curl", "2-1", "amd64", "curl");
        return catalog.versionsOf("curl").get(0);
    }

    private Verdict verdict(boolean archived) {
        return new Verdict(FindingState.MISSING, "amd64", offer, archived, Fixes.NONE, offer.patchId());
    }

    @Test
    void nobodyIsInAnEmptyOne() {
        assertThat(column.has(0)).isFalse();
    }

    @Test
    void aComputerIsInByWhateverItsMissingWeighs() {
        column.addAll(OTHER, plain, RoaringBitmap.bitmapOf(1, 3));
        column.add(URGENT, security, 2);
        for (int ordinal = 0; ordinal < 5; ordinal++) {
            assertThat(column.has(ordinal))
                    .as("computer %d", ordinal)
                    .isEqualTo(column.computers().contains(ordinal));
        }
        assertThat(column.has(2)).isTrue();
    }

    @Test
    void aComputerIsInUntilNothingOfItIsMissing() {
        column.add(OTHER, plain, 1);
        column.add(OTHER, plain, 1);
        column.add(URGENT, security, 1);
        column.clear(URGENT, security, 1);
        assertThat(column.has(1)).isTrue();
        column.removeAll(OTHER, plain, RoaringBitmap.bitmapOf(1));
        assertThat(column.has(1)).isTrue();
        column.removeAll(OTHER, plain, RoaringBitmap.bitmapOf(1));
        assertThat(column.has(1)).isFalse();
    }
}
