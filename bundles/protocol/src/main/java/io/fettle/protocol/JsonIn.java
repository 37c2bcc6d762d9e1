package io.fettle.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.fettle.api.Digest;
import io.fettle.api.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads the JSON of a message within bounds: depth 16, a number's length 20, 10,000 names in one object (each is kept, to
 * know it again), duplicate names refused, names that would name a type refused, other unknown names skipped by the caller. Not thread-safe.
 */
final class JsonIn {
    private static final int MAX_DEPTH = 16;
    private static final int MAX_NAMES = 10_000;
    private static final int MAX_NUMBER = 20;
    private static final int MAX_TEXT = 12 << 20;
    private static final int MAX_MAP = 64;
    private static final int MAX_WORD = 40;
    private static final Set<String> TYPE_TAGS = Set.of("@type", "@class", "$type", "__class__", "class", "!!java");
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER)
                    .maxStringLength(MAX_TEXT)
                    .maxNameLength(100)
                    .build())
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .build();

    private final JsonParser json;
    /** Read so far of each object that is open, by depth. */
    private final int[] names = new int[MAX_DEPTH + 1];

    private boolean understood = true;

    private JsonIn(JsonParser json) {
        this.json = json;
    }

    /** Reads one whole document. */
    static <T> T read(byte[] document, Function<JsonIn, T> reader) {
        try (JsonParser parser = FACTORY.createParser(document)) {
            return readWhole(parser, reader);
        } catch (IOException | IllegalArgumentException e) {
            throw broken(e);
        }
    }

    /** Reads one whole document from a stream that the caller bounds. */
    static <T> T read(InputStream document, Function<JsonIn, T> reader) {
        try (JsonParser parser = FACTORY.createParser(document)) {
            return readWhole(parser, reader);
        } catch (IOException | IllegalArgumentException e) {
            throw broken(e);
        }
    }

    private static <T> T readWhole(JsonParser parser, Function<JsonIn, T> reader) throws IOException {
        parser.nextToken();
        T value = reader.apply(new JsonIn(parser));
        if (parser.nextToken() != null) {
            throw new MalformedMessageException("Something follows the message");
        }
        return value;
    }

    /** Enters an object; the caller then loops over {@link #nextField}. */
    void enter() {
        expect(JsonToken.START_OBJECT);
        names[depth()] = 0;
    }

    /** The next field's name, with the parser on its value; null at the end of the object. */
    @Nullable
    String nextField() {
        try {
            JsonToken token = json.nextToken();
            if (token == JsonToken.END_OBJECT) {
                return null;
            }
            String name = json.currentName();
            if (token != JsonToken.FIELD_NAME || TYPE_TAGS.contains(name)) {
                throw new MalformedMessageException("A message may not name a type");
            }
            countName();
            json.nextToken();
            return name;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    void skip() {
        understood = false;
        try {
            if (json.currentToken().isStructStart()) {
                for (int outside = depth() - 1; depth() > outside; json.nextToken()) {
                    passOver();
                }
            }
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private void passOver() {
        switch (json.currentToken()) {
            case START_OBJECT -> names[depth()] = 0;
            case FIELD_NAME -> countName();
            default -> {}
        }
    }

    private void countName() {
        if (++names[depth()] > MAX_NAMES) {
            throw new MalformedMessageException("An object has over " + MAX_NAMES + " names");
        }
    }

    /** Of objects and arrays that are open. */
    private int depth() {
        return json.getParsingContext().getNestingDepth();
    }

    String text(int max) {
        expect(JsonToken.VALUE_STRING);
        try {
            if (json.getTextLength() > max) {
                throw new MalformedMessageException("A text has over " + max + " characters");
            }
            return json.getText();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    long number() {
        expect(JsonToken.VALUE_NUMBER_INT);
        try {
            return json.getLongValue();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    int intNumber() {
        long value = number();
        if (value != (int) value) {
            throw new MalformedMessageException("A number is out of range");
        }
        return (int) value;
    }

    boolean flag() {
        if (json.currentToken() != JsonToken.VALUE_TRUE && json.currentToken() != JsonToken.VALUE_FALSE) {
            throw new MalformedMessageException("Expected true or false");
        }
        return json.currentToken() == JsonToken.VALUE_TRUE;
    }

    Instant instant() {
        try {
            return Instant.ofEpochMilli(number());
        } catch (DateTimeException e) {
            throw broken(e);
        }
    }

    Digest digest() {
        return new Digest(text(64));
    }

    byte[] base64(int maxBytes) {
        return Base64.getDecoder().decode(text(maxBytes / 3 * 4 + 8));
    }

    /** One of the words of {@code type}; empty, and noted, for one that is not known here: a newer peer may know more. */
    <E extends Enum<E>> Optional<E> word(Class<E> type) {
        return known(type, word());
    }

    /** A word of whichever kind. */
    String word() {
        return text(MAX_WORD);
    }

    <E extends Enum<E>> Optional<E> known(Class<E> type, String word) {
        for (E known : type.getEnumConstants()) {
            if (known.name().equals(word)) {
                return Optional.of(known);
            }
        }
        understood = false;
        return Optional.empty();
    }

    /** Whether nothing was passed over so far, neither a name nor a word. */
    boolean understood() {
        return understood;
    }

    <T> List<T> list(int max, Function<JsonIn, T> element) {
        expect(JsonToken.START_ARRAY);
        List<T> values = new ArrayList<>();
        try {
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (values.size() == max) {
                    throw new MalformedMessageException("A list has over " + max + " elements");
                }
                values.add(element.apply(this));
            }
        } catch (IOException e) {
            throw broken(e);
        }
        return values;
    }

    List<String> texts(int max, int maxLength) {
        return list(max, in -> in.text(maxLength));
    }

    Reason reason() {
        enter();
        String code = null;
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String name = nextField(); name != null; name = nextField()) {
            switch (name) {
                case "code" -> code = text(100);
                case "parameters" -> parameters.putAll(textMap());
                default -> skip();
            }
        }
        return new Reason(required(code, "code"), parameters);
    }

    private Map<String, String> textMap() {
        enter();
        Map<String, String> values = new LinkedHashMap<>();
        for (String name = nextField(); name != null; name = nextField()) {
            if (values.size() == MAX_MAP) {
                throw new MalformedMessageException("A map has over " + MAX_MAP + " entries");
            }
            values.put(name, text(4000));
        }
        return values;
    }

    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new MalformedMessageException("A message lacks " + name);
        }
        return value;
    }

    static <T> Optional<T> optional(@Nullable T value) {
        return Optional.ofNullable(value);
    }

    private void expect(JsonToken token) {
        if (json.currentToken() != token) {
            throw new MalformedMessageException("Expected " + token + " but found " + json.currentToken());
        }
    }

    private static MalformedMessageException broken(Exception cause) {
        return new MalformedMessageException("The message is not the JSON it should be", cause);
    }
}
