package io.fettle.source.epss;

import io.fettle.format.FormatException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.fuzz.Hostile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class EpssParserTest {
    private static final byte[] GOOD = ("#model_version:v2023.03.01,score_date:2024-05-10T00:00:00+0000\n"
                    + "cve,epss,percentile\nCVE-1999-0001,0.00383,0.72\nCVE-2024-1086,0.97567,0.99995\n")
            .getBytes(StandardCharsets.US_ASCII);

    @Test
    @Fuzzes(EpssParser.class)
    void scoresAreReadOrRefused() {
        Fuzz.of("epss", GOOD, Hostile.gzip(new ByteArrayInputStream(GOOD)))
                .declares(FormatException.class)
                .check(input -> EpssParser.parse(input, "fuzz"));
    }
}
