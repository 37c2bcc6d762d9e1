package io.fettle.rest.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Times as every reader can take them: no finer than a millisecond. */
final class MillisecondTime extends JsonSerializer<Instant> {
    @Override
    public void serialize(Instant time, JsonGenerator out, SerializerProvider provider) throws IOException {
        out.writeString(time.truncatedTo(ChronoUnit.MILLIS).toString());
    }
}
