package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.inventory.Relations;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HostileSegmentTest {
    private static final Relations RELATIONS =
            Relations.of(Map.of(Relations.Kind.DEPENDS, "b (>= 1) | c", Relations.Kind.PROVIDES, "mail (= 2), mta"));

    @Test
    @Fuzzes({Segment.class, SegmentCheck.class, RelationBlocks.class, ProvidedNames.class})
    void segmentsAreReadOrRefused() {
        Fuzz.of("segment", segment("deb", "", List.of()), segment("rpm", "m:1", List.of("old < 2", "older")))
                .declares(IllegalArgumentException.class)
                .within(64 << 20)
                .check(input -> read(Segment.checked(input)));
    }

    private static byte[] segment(String ecosystem, String module, List<String> obsoletes) {
        SegmentWriter writer = new SegmentWriter(ecosystem);
        for (String name : List.of("a", "b", "c")) {
            OfferedPackage usual = StoredCatalogTest.offered(name, "1-1");
            writer.add(new OfferedPackage(
                    name,
                    usual.version(),
                    usual.arch(),
                    name,
                    usual.sourceVersion(),
                    usual.multiArch(),
                    usual.path(),
                    usual.size(),
                    usual.digest(),
                    usual.offset(),
                    module,
                    obsoletes,
                    ecosystem.equals("deb") ? RELATIONS : Relations.UNKNOWN));
        }
        return writer.write();
    }

    private static void read(Segment segment) {
        for (int row = 0; row < segment.rows(); row++) {
            segment.at(row, 0, "main", "deb");
            segment.stanzaOffset(row);
            segment.relations(row);
        }
        segment.firstRowOf("b");
        segment.rowOf(Digest.of(new byte[] {1}));
        segment.rowsProviding("mta");
        segment.rowsObsoleting("old");
        segment.obsoletedBy("a", name -> {});
    }
}
