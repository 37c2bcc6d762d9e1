package io.fettle.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.fettle.api.Reason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes the JSON of a message, names in the order given. Not thread-safe. */
final class JsonOut {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private JsonOut(JsonGenerator json) {
        this.json = json;
    }

    static byte[] write(Consumer<JsonOut> fields) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        write(bytes, fields);
        return bytes.toByteArray();
    }

    static void write(OutputStream target, Consumer<JsonOut> fields) {
        try (JsonGenerator generator = FACTORY.createGenerator(target)) {
            generator.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new JsonOut(generator).object(fields);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    JsonOut object(Consumer<JsonOut> fields) {
        return run(() -> {
            json.writeStartObject();
            fields.accept(this);
            json.writeEndObject();
        });
    }

    JsonOut object(String name, Consumer<JsonOut> fields) {
        run(() -> json.writeFieldName(name));
        return object(fields);
    }

    JsonOut text(String name, String value) {
        return run(() -> json.writeStringField(name, value));
    }

    JsonOut text(String name, Optional<String> value) {
        value.ifPresent(v -> text(name, v));
        return this;
    }

    JsonOut number(String name, long value) {
        return run(() -> json.writeNumberField(name, value));
    }

    JsonOut flag(String name, boolean value) {
        return run(() -> json.writeBooleanField(name, value));
    }

    JsonOut instant(String name, Instant value) {
        return number(name, value.toEpochMilli());
    }

    JsonOut base64(String name, byte[] value) {
        return text(name, Base64.getEncoder().encodeToString(value));
    }

    JsonOut texts(String name, Collection<String> values) {
        return run(() -> {
            json.writeArrayFieldStart(name);
            for (String value : values) {
                json.writeString(value);
            }
            json.writeEndArray();
        });
    }

    <T> JsonOut list(String name, Collection<T> values, BiConsumer<JsonOut, T> fields) {
        return run(() -> {
            json.writeArrayFieldStart(name);
            for (T value : values) {
                object(out -> fields.accept(out, value));
            }
            json.writeEndArray();
        });
    }

    JsonOut reasons(String name, Collection<Reason> reasons) {
        return list(name, reasons, JsonOut::reasonFields);
    }

    JsonOut reason(String name, Reason reason) {
        return object(name, out -> reasonFields(out, reason));
    }

    private static void reasonFields(JsonOut out, Reason reason) {
        out.text("code", reason.code());
        if (!reason.parameters().isEmpty()) {
            out.object("parameters", o -> reason.parameters().forEach(o::text));
        }
    }

    private JsonOut run(Step step) {
        try {
            step.run();
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private interface Step {
        void run() throws IOException;
    }
}
