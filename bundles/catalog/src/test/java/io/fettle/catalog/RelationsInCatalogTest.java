package io.fettle.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.Relations.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RelationsInCatalogTest {
    private final SegmentWriter writer = new SegmentWriter("deb");

    private static OfferedPackage offered(String name, int number) {
        Digest digest = Digest.of((name + number).getBytes(StandardCharsets.UTF_8));
        return new OfferedPackage(
                name, "1." + number, "amd64", name, "1", MultiArch.NO, "x/" + name, 1, digest, number);
    }

    private static Relations depends(String words) {
        return Relations.of(Map.of(Kind.DEPENDS, words));
    }

    @Test
    void eachRowKeepsItsOwnOverManyBlocks() {
        for (int i = 2999; i >= 0; i--) {
            writer.add(offered("pkg%04d".formatted(i), i)
                    .with(
                            i % 3 == 0
                                    ? Relations.NONE
                                    : depends("lib%d (>= 1.%d), other | 'th%drd".formatted(i, i, i))));
        }
        Segment segment = new Segment(writer.write());
        for (int i = 0; i < 3000; i++) {
            Relations expected =
                    i % 3 == 0 ? Relations.NONE : depends("lib%d (>= 1.%d), other | 'th%drd".formatted(i, i, i));
            int row = segment.firstRowOf("pkg%04d".formatted(i));
            assertThat(segment.relations(row)).isEqualTo(expected);
        }
    }

    @Test
    void oneThatNobodyToldOfStaysUnknownAmongOthers() {
        writer.add(offered("a", 1).with(depends("b")));
        writer.add(offered("b", 2));
        Segment segment = new Segment(writer.write());
        assertThat(segment.relations(0)).isEqualTo(depends("b"));
        assertThat(segment.relations(1)).isEqualTo(Relations.UNKNOWN);
    }

    @Test
    void whereNobodyToldAnythingTheSegmentIsAsOfOld() {
        writer.add(offered("a", 1));
        Segment segment = new Segment(writer.write());
        assertThat(segment.relations(0)).isEqualTo(Relations.UNKNOWN);
        assertThat(segment.rowsProviding("a")).isEmpty();
    }

    @Test
    void modulesAndRelationsGoTogether() {
        writer.add(new OfferedPackage(
                        "a",
                        "1",
                        "amd64",
                        "a",
                        "1",
                        MultiArch.NO,
                        "x",
                        1,
                        Digest.of(new byte[1]),
                        1,
                        "m:1",
                        Arrays.asList())
                .with(depends("b")));
        Segment segment = new Segment(writer.write());
        assertThat(segment.at(0, 0, "main", "deb").module()).isEqualTo("m:1");
        assertThat(segment.relations(0)).isEqualTo(depends("b"));
    }

    @Test
    void whoProvidesANameIsFound() {
        for (int i = 0; i < 2000; i++) {
            String words = i % 500 == 7 ? "mail-agent (= 1.%d), smtp:any,filler%d".formatted(i, i) : "filler" + i;
            writer.add(offered("pkg%04d".formatted(i), i)
                    .with(Relations.of(Map.of(Kind.DEPENDS, "mail-agent, smtp", Kind.PROVIDES, words))));
        }
        Segment segment = new Segment(writer.write());
        int[] expected = IntStream.of(7, 507, 1007, 1507).toArray();
        assertThat(segment.rowsProviding("mail-agent")).isEqualTo(expected);
        assertThat(segment.rowsProviding("smtp")).isEqualTo(expected);
        assertThat(segment.rowsProviding("filler7")).containsExactly(7);
        assertThat(segment.rowsProviding("mail")).isEmpty();
    }

    @Test
    void aSegmentWhoseRelationsAreCutShortIsRefused() {
        writer.add(offered("a", 1).with(depends("b")));
        byte[] whole = writer.write();
        assertThatThrownBy(() -> new Segment(Arrays.copyOf(whole, whole.length - 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
