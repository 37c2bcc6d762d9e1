package io.fettle.rest.body;

import io.fettle.api.FettleException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.MultivaluedHashMap;
import org.junit.jupiter.api.Test;

class JsonBodyFuzzTest {
    private static final String GOOD = "{\"name\": \"a\", \"count\": 7, \"flag\": true, \"kind\": \"ONE\","
            + " \"at\": \"2026-01-01T00:00:00Z\", \"list\": [{\"name\": \"b\"}], \"map\": {\"k\": \"v\"}}";

    private enum Kind {
        ONE
    }

    record Part(String name) {}

    record Sample(
            String name, int count, boolean flag, Kind kind, Instant at, List<Part> list, Map<String, String> map) {}

    @Test
    @Fuzzes(JsonBody.class)
    void bodiesAreReadOrRefused() {
        JsonBody body = new JsonBody();
        Fuzz.of("body", GOOD)
                .declares(FettleException.class)
                .check(input -> body.readFrom(
                        asObject(Sample.class),
                        Sample.class,
                        Sample.class.getAnnotations(),
                        MediaType.APPLICATION_JSON_TYPE,
                        new MultivaluedHashMap<>(),
                        new ByteArrayInputStream(input)));
    }

    @SuppressWarnings("unchecked")
    private static Class<Object> asObject(Class<?> type) {
        return (Class<Object>) type;
    }
}
