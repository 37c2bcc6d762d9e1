package io.fettle.format.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.fettle.format.BoundedInputStream;
import io.fettle.format.FormatException;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Pulls one document in UTF-8, value by value. Names that occur twice in an object, values of another kind than asked for,
 * anything after the document and every exceeded limit are a {@link FormatException}; any other {@link IOException} is
 * the source's. Keeps nothing but the names of the objects that are open. For one thread; closing it closes the source.
 */
public final class JsonReader implements Closeable {
    private static final int MAX_NUMBER = 30;

    private final JsonParser json;
    private final JsonLimits limits;
    private final String what;
    private long values;
    private @Nullable String field;

    private JsonReader(JsonParser json, JsonLimits limits, String what) {
        this.json = json;
        this.limits = limits;
        this.what = what;
    }

    /** Reads no more than it must: the reader stands on the document's only value. */
    public static JsonReader open(InputStream source, JsonLimits limits, String what) throws IOException {
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.maxDepth())
                        .maxNumberLength(MAX_NUMBER)
                        .maxStringLength(limits.maxText())
                        .maxNameLength(limits.maxName())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                // Names are data here: a table of them would grow with the feed.
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .build();
        Reader bounded = new InputStreamReader(
                new BoundedInputStream(source, limits.maxBytes(), what),
                StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT));
        try {
            JsonReader reader = new JsonReader(factory.createParser(bounded), limits, what);
            reader.next();
            return reader;
        } catch (JsonProcessingException | CharacterCodingException e) {
            source.close();
            throw broken(what, e);
        }
    }

    /** Enters the object that the reader stands on; {@link #nextField} then goes through it. */
    public void enterObject() throws IOException {
        expect(JsonToken.START_OBJECT, "an object");
    }

    /** Enters the array that the reader stands on; {@link #nextElement} then goes through it. */
    public void enterArray() throws IOException {
        expect(JsonToken.START_ARRAY, "an array");
    }

    /** Goes to the value of the next field. False at the end of the object, which is left. */
    public boolean nextField() throws IOException {
        if (next() == JsonToken.END_OBJECT) {
            return false;
        }
        field = json.currentName();
        next();
        return true;
    }

    /** Goes to the next element. False at the end of the array, which is left. */
    public boolean nextElement() throws IOException {
        return next() != JsonToken.END_ARRAY;
    }

    /** Name of the field that {@link #nextField} went to last. */
    public String field() {
        if (field == null) {
            throw new IllegalStateException("No field was gone to");
        }
        return field;
    }

    public String text() throws IOException {
        expect(JsonToken.VALUE_STRING, "a text");
        try {
            return json.getText();
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(what, e);
        }
    }

    /** A whole number. */
    public long number() throws IOException {
        expect(JsonToken.VALUE_NUMBER_INT, "a whole number");
        try {
            return json.getLongValue();
        } catch (JsonProcessingException e) {
            throw broken(what, e);
        }
    }

    /** Passes over the value that the reader stands on, and over all that is in it. */
    public void skip() throws IOException {
        if (!json.currentToken().isStructStart()) {
            return;
        }
        int open = 1;
        while (open > 0) {
            JsonToken token = next();
            if (token.isStructStart()) {
                open++;
            } else if (token.isStructEnd()) {
                open--;
            }
        }
    }

    /** After the document's only value: nothing may follow. */
    public void end() throws IOException {
        try {
            if (json.nextToken() != null) {
                throw malformed("something follows the document");
            }
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(what, e);
        }
    }

    /** What is wrong with the document here, in the caller's terms. */
    public FormatException malformed(String problem) {
        return malformed(problem, null);
    }

    public FormatException malformed(String problem, @Nullable Exception cause) {
        return new FormatException(
                what, problem + " in line " + json.currentLocation().getLineNr(), cause);
    }

    @Override
    public void close() throws IOException {
        json.close();
    }

    private JsonToken next() throws IOException {
        try {
            JsonToken token = json.nextToken();
            if (token == null) {
                throw new FormatException(what, "ends too early");
            }
            if (++values > limits.maxValues()) {
                throw malformed("more than " + limits.maxValues() + " values");
            }
            if (json.getParsingContext().getEntryCount() > limits.maxMembers()) {
                throw malformed("more than " + limits.maxMembers() + " members of one object or array");
            }
            return token;
        } catch (JsonProcessingException | CharacterCodingException e) {
            throw broken(what, e);
        }
    }

    private void expect(JsonToken token, String kind) throws FormatException {
        if (json.currentToken() != token) {
            throw malformed(kind + " was expected" + (field == null ? "" : " near \"" + field + '"'));
        }
    }

    private static FormatException broken(String what, IOException cause) {
        boolean known = cause instanceof JsonProcessingException;
        String problem = known ? ((JsonProcessingException) cause).getOriginalMessage() : "not UTF-8";
        int line = known && ((JsonProcessingException) cause).getLocation() != null
                ? ((JsonProcessingException) cause).getLocation().getLineNr()
                : 0;
        return new FormatException(what, "not JSON within bounds: " + problem + " in line " + line, cause);
    }
}
