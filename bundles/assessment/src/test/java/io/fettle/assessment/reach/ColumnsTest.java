package io.fettle.assessment.reach;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.reach.Columns.Build;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.roaringbitmap.RoaringBitmap;

class ColumnsTest {
    private static final String PLATFORM = "Debian:12";

    /** Some packages, each in one version on half of 20,000 computers; counts how often it is asked for one. */
    private static final class HalfFleet implements Fleet {
        private static final int PACKAGES = 50;
        private static final int COMPUTERS = 20_000;

        private final RoaringBitmap all = RoaringBitmap.bitmapOfRange(0, COMPUTERS);
        private int asked;

        @Override
        public int[] items(ItemName name) {
            asked++;
            return new int[] {Integer.parseInt(name.name().substring(1))};
        }

        @Override
        public Collection<ItemName> names() {
            return IntStream.range(0, PACKAGES)
                    .mapToObj(ColumnsTest::subject)
                    .map(ItemName::of)
                    .toList();
        }

        @Override
        public SoftwareItem item(int item) {
            return new SoftwareItem("deb", "p" + item, "1-1", "amd64", "p" + item, "1-1", MultiArch.NO);
        }

        @Override
        public RoaringBitmap having(int item) {
            RoaringBitmap half = new RoaringBitmap();
            IntStream.range(0, COMPUTERS)
                    .filter(computer -> Integer.hashCode(computer * 31 + item) % 2 == 0)
                    .forEach(half::add);
            return half;
        }

        @Override
        public Collection<String> platforms() {
            return List.of(PLATFORM);
        }

        @Override
        public RoaringBitmap on(String platform) {
            return all;
        }

        @Override
        public RoaringBitmap withModule(String module) {
            return new RoaringBitmap();
        }
    }

    private final HalfFleet fleet = new HalfFleet();
    private final Columns unbound = new Columns(Long.MAX_VALUE);

    private static Subject subject(int number) {
        return new Subject("deb", PLATFORM, PackageLevel.SOURCE, "p" + number);
    }

    private static RoaringBitmap all(Map<Build, VersionColumn> columns) {
        return columns.get(new Build("", false)).all();
    }

    private long bytesOfOne() {
        unbound.of(subject(0), fleet);
        return unbound.bytes();
    }

    @Test
    void whateverIsAskedForItStaysWithinItsLimit() {
        long limit = 10 * bytesOfOne();
        Columns columns = new Columns(limit);
        for (int number = 0; number < HalfFleet.PACKAGES; number++) {
            assertThat(all(columns.of(subject(number), fleet))).isEqualTo(fleet.having(number));
            assertThat(columns.bytes()).isBetween(1L, limit);
        }
        assertThat(columns.bytes()).isGreaterThan(limit / 2);
    }

    @Test
    void whatWasNotAskedForTheLongestTimeGoesFirst() {
        Columns columns = new Columns(10 * bytesOfOne());
        for (int number = 1; number < HalfFleet.PACKAGES; number++) {
            columns.of(subject(number), fleet);
            columns.of(subject(1), fleet);
        }
        int asked = fleet.asked;
        columns.of(subject(1), fleet);
        columns.of(subject(HalfFleet.PACKAGES - 1), fleet);
        assertThat(fleet.asked).isEqualTo(asked);
        assertThat(all(columns.of(subject(2), fleet))).isEqualTo(fleet.having(2));
        assertThat(fleet.asked).isEqualTo(asked + 1);
    }

    @Test
    void whatIsForgottenTakesNoMemory() {
        Columns columns = new Columns(Long.MAX_VALUE);
        columns.of(subject(0), fleet);
        columns.of(subject(1), fleet);
        columns.forget(fleet.item(0));
        assertThat(columns.bytes()).isEqualTo(bytesOfOne());
        columns.forget(fleet.item(0));
        columns.forget(fleet.item(1));
        assertThat(columns.bytes()).isZero();
        columns.of(subject(1), fleet);
        columns.forgetAll();
        assertThat(columns.bytes()).isZero();
    }

    @Test
    void oneThatIsBeyondTheLimitIsAnsweredAndNotKept() {
        Columns columns = new Columns(bytesOfOne() - 1);
        assertThat(all(columns.of(subject(3), fleet))).isEqualTo(fleet.having(3));
        assertThat(columns.bytes()).isZero();
    }

    @Test
    void allOfASmallFleetIsKeptAndOfALargeOneIsNot() {
        Reach reach = new Reach();
        reach.add(
                new Flaw(
                        "CVE-2026-1000",
                        Optional.empty(),
                        FixStatus.AFFECTED,
                        Optional.empty(),
                        Optional.empty(),
                        List.of(),
                        "",
                        List.of(),
                        ""),
                unbound.of(subject(0), fleet).values(),
                Optional.empty());
        Map<CveId, Reach> all = Map.of(new CveId("CVE-2026-1000"), reach);
        KeptReaches small = new KeptReaches(2 * bytesOfOne());
        KeptReaches large = new KeptReaches(bytesOfOne() / 4);
        assertThat(small.of(1, () -> all)).isSameAs(all);
        assertThat(large.of(1, () -> all)).isSameAs(all);
        assertThat(small.isKeeping()).isTrue();
        assertThat(large.isKeeping()).isFalse();
        assertThat(small.of(1, Map::of)).isSameAs(all);
        assertThat(small.of(2, Map::of)).isEmpty();
    }
}
