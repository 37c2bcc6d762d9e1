package io.fettle.rest.list;

import io.fettle.api.FettleException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class GivenFuzzTest {
    @Test
    @Fuzzes({Given.class, Paging.class})
    void parametersAreReadOrRefused() {
        fuzz("limit", "50", value -> new Paging(value, null).request());
        fuzz("offset", "100", value -> new Paging(null, value).request());
        fuzz("text", "words", value -> Given.text("q", value));
        fuzz("flag", "true", value -> Given.flag("f", value));
        fuzz("choice", "SECONDS", value -> Given.choice(TimeUnit.class, "unit", value));
        fuzz("duration", "P7DT1H", value -> Given.duration("d", value));
    }

    private interface Reading {
        void read(String value);
    }

    private static void fuzz(String what, String good, Reading reading) {
        Fuzz.of(what, good)
                .declares(FettleException.class)
                .sparingly()
                .check(input -> reading.read(new String(input, StandardCharsets.UTF_8)));
    }
}
