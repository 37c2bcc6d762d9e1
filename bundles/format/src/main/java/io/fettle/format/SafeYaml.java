package io.fettle.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * The only way to read YAML in this project: what the documents of a stream consist of, piece by piece. Nothing is
 * constructed, resolved or kept: a scalar is its text ({@code 1.10} is no number), and there are no anchors, aliases or
 * tags. Bounded in bytes, depth and the length of one piece. For one thread.
 */
public final class SafeYaml {
    /** Deepest nesting accepted. */
    public static final int MAX_DEPTH = 50;

    /** What comes next. */
    public enum Piece {
        DOCUMENT,
        /** Its keys and values follow in turn, up to {@link #END}. */
        MAPPING,
        /** Its entries follow, up to {@link #END}. */
        SEQUENCE,
        SCALAR,
        END,
        /** There is no more. */
        END_OF_STREAM
    }

    private final ParserImpl parser;
    private final EventBytes bytes;
    private final String what;
    private @Nullable String text;
    private int depth;

    private SafeYaml(ParserImpl parser, EventBytes bytes, String what) {
        this.parser = parser;
        this.bytes = bytes;
        this.what = what;
    }

    /** Opens a stream of documents in UTF-8; the caller closes it. */
    public static SafeYaml open(InputStream in, long maxBytes, String what) {
        LoaderOptions options = new LoaderOptions();
        // A document is never in memory as a whole; its size is bounded in bytes.
        options.setCodePointLimit(Integer.MAX_VALUE);
        EventBytes bytes = new EventBytes(new BoundedInputStream(in, maxBytes, what), what);
        Reader characters = new InputStreamReader(
                bytes,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        return new SafeYaml(new ParserImpl(new StreamReader(characters), options), bytes, what);
    }

    /** Steps to the next piece. */
    public Piece next() throws IOException {
        text = null;
        Event event = event();
        while (event.is(Event.ID.StreamStart) || event.is(Event.ID.DocumentEnd)) {
            event = event();
        }
        if (event instanceof NodeEvent node && node.getAnchor() != null) {
            throw new FormatException(what, "anchors and aliases are not allowed");
        }
        return switch (event.getEventId()) {
            case DocumentStart -> Piece.DOCUMENT;
            case MappingStart -> deeper(Piece.MAPPING);
            case SequenceStart -> deeper(Piece.SEQUENCE);
            case MappingEnd, SequenceEnd -> {
                depth--;
                yield Piece.END;
            }
            case Scalar -> {
                text = ((ScalarEvent) event).getValue();
                yield Piece.SCALAR;
            }
            case StreamEnd -> Piece.END_OF_STREAM;
            case StreamStart, DocumentEnd, Alias, Comment ->
                throw new FormatException(what, "unexpected " + event.getEventId());
        };
    }

    /** The scalar that was stepped to last. */
    public String text() {
        if (text == null) {
            throw new IllegalStateException("Only a scalar has a text");
        }
        return text;
    }

    /** Steps past the rest of what began with this piece. */
    public void skip(Piece begun) throws IOException {
        int open = begun == Piece.MAPPING || begun == Piece.SEQUENCE ? 1 : 0;
        while (open > 0) {
            switch (next()) {
                case MAPPING, SEQUENCE -> open++;
                case END -> open--;
                case SCALAR -> {
                    // Nothing to do.
                }
                case DOCUMENT, END_OF_STREAM -> throw new FormatException(what, "ends in the middle");
            }
        }
    }

    private Piece deeper(Piece piece) throws FormatException {
        if (++depth > MAX_DEPTH) {
            throw new FormatException(what, "nested deeper than " + MAX_DEPTH);
        }
        return piece;
    }

    private Event event() throws IOException {
        bytes.nextEvent();
        try {
            Event event = parser.getEvent();
            if (event == null) {
                throw new FormatException(what, "ends in the middle");
            }
            return event;
        } catch (YAMLException e) {
            if (e.getCause() instanceof IOException failure && !(failure instanceof CharacterCodingException)) {
                throw failure;
            }
            throw new FormatException(what, "no proper YAML (" + e.getMessage() + ")", e);
        } catch (RuntimeException e) {
            throw new FormatException(what, "no proper YAML (" + e + ")", e);
        }
    }
}
