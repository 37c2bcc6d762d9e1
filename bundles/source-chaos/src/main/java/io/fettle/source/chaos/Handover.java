package io.fettle.source.chaos;

import io.fettle.api.Digest;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.FixStatus;
import io.fettle.api.advisory.PackageLevel;
import io.fettle.spi.source.FeedSink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Advisories of one collection, on their way. For one run. */
final class Handover {
    private static final int GOOD_ONES = 3;

    private final FeedSink sink;

    private Handover(FeedSink sink) {
        this.sink = sink;
    }

    /** @param basis what it claims to be made from */
    static Handover of(FeedSink sink, String basis) throws IOException {
        sink.collection("chaos", Digest.of(basis.getBytes(StandardCharsets.UTF_8)));
        return new Handover(sink);
    }

    void inOrder() {
        for (int number = 1; number <= GOOD_ONES; number++) {
            one(number, "1");
        }
    }

    void backwards() {
        for (int number = GOOD_ONES; number > 0; number--) {
            one(number, "1");
        }
    }

    void one(long number, String revision) {
        sink.advisory(advisory(number, revision).title("Chaos " + number).build());
    }

    void one(Advisory advisory) {
        sink.advisory(advisory);
    }

    static Advisory.Builder advisory(long number, String revision) {
        return Advisory.of("CHAOS-" + number)
                .revision(revision)
                .type(Advisory.Type.SECURITY)
                .cves(List.of(new CveId("CVE-2026-" + (10_000 + number % 1_000_000))))
                .affected(new Affected(
                        "deb",
                        "Debian:12",
                        PackageLevel.BINARY,
                        "chaos-" + number,
                        List.of(),
                        "",
                        FixStatus.FIXED,
                        Optional.of("1.0-" + number),
                        Optional.empty(),
                        ""));
    }
}
