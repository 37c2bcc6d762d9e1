package io.fettle.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackInputStream;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The only way to read XML in this project: a pull parser without document types, without entities other than the five
 * built-in ones, without any access to other resources, in UTF-8 only, bounded in bytes, depth, attributes, names and the
 * length of one event. Its memory does not grow with the document.
 */
public final class SafeXml {

    /** Deepest nesting of elements accepted. */
    public static final int MAX_DEPTH = 100;

    /** Most attributes and namespace declarations of one element. */
    public static final int MAX_ATTRIBUTES = 100;

    /** Most different names of one document; the parser keeps each of them. */
    public static final int MAX_NAMES = 2_000;

    /** Most characters of one element's text. */
    public static final int MAX_TEXT = 1 << 20;

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final Set<String> ENCODINGS = Set.of("UTF-8", "UTF8", "US-ASCII");

    private SafeXml() {}

    /**
     * Opens a reader for use by one thread; the caller closes the stream. Whatever is wrong with the input, its size
     * included, surfaces as {@link XMLStreamException}. Text may come in several pieces, except from
     * {@link XMLStreamReader#getElementText}.
     */
    public static XMLStreamReader open(InputStream in, long maxBytes, String what) throws XMLStreamException {
        EventBytes bytes = new EventBytes(new BoundedInputStream(in, maxBytes, what), what);
        XMLStreamReader reader = factory().createXMLStreamReader(characters(bytes));
        String encoding = reader.getCharacterEncodingScheme();
        if (encoding != null && !ENCODINGS.contains(encoding.toUpperCase(Locale.ROOT))) {
            throw new XMLStreamException(what + ": only UTF-8 is accepted, not " + encoding);
        }
        return new BoundedXmlReader(reader, bytes, what);
    }

    /** Decoded here: the parser's own decoders write what they don't like to the process's error output. */
    private static Reader characters(InputStream bytes) throws XMLStreamException {
        PushbackInputStream in = new PushbackInputStream(bytes, BYTE_ORDER_MARK.length);
        try {
            byte[] beginning = in.readNBytes(BYTE_ORDER_MARK.length);
            if (!Arrays.equals(beginning, BYTE_ORDER_MARK)) {
                in.unread(beginning);
            }
        } catch (IOException e) {
            throw new XMLStreamException(e.getMessage(), e);
        }
        return new InputStreamReader(
                in,
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
    }

    private static XMLInputFactory factory() {
        // The platform's own parser, whatever else is on the class path; made anew because sharing one is not promised
        // to be safe between threads.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        // Coalescing would collect a text of any length before we see it.
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("External resources are not allowed");
        });
        return factory;
    }
}
