package io.fettle.source.rpm;

import io.fettle.format.FormatException;
import io.fettle.format.SafeXml;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Steps through a document element by element. Whoever steps to a child takes all of it: by {@link #text}, {@link #skip},
 * or by stepping through its own children to their end. For one thread.
 */
final class Elements {
    private final XMLStreamReader reader;
    private final String what;

    private Elements(XMLStreamReader reader, String what) {
        this.reader = reader;
        this.what = what;
    }

    /** Opens a document that must have this root; its children are next. */
    static Elements open(InputStream in, long maxBytes, String root, String what) throws IOException {
        try {
            Elements elements = new Elements(SafeXml.open(in, maxBytes, what), what);
            if (!elements.next() || !elements.name().equals(root)) {
                throw new FormatException(what, "is no <" + root + ">");
            }
            return elements;
        } catch (XMLStreamException e) {
            throw failure(e, what);
        }
    }

    /** Steps to the next child; false at the end of the parent. */
    boolean next() throws IOException {
        try {
            while (reader.hasNext()) {
                int event = reader.next();
                if (event == XMLStreamConstants.START_ELEMENT) {
                    return true;
                }
                if (event == XMLStreamConstants.END_ELEMENT) {
                    return false;
                }
            }
            throw new FormatException(what, "ends in the middle");
        } catch (XMLStreamException e) {
            throw failure(e, what);
        }
    }

    /** Local name of the present child. */
    String name() {
        return reader.getLocalName();
    }

    /** Empty where there is none. To be asked before anything else of the child. */
    String attribute(String name) {
        String value = reader.getAttributeValue(null, name);
        return value == null ? "" : value.strip();
    }

    boolean hasBase() {
        return reader.getAttributeValue("http://www.w3.org/XML/1998/namespace", "base") != null;
    }

    String text() throws IOException {
        try {
            return reader.getElementText().strip();
        } catch (XMLStreamException e) {
            throw failure(e, what);
        }
    }

    void skip() throws IOException {
        for (int open = 1; open > 0; ) {
            open += next() ? 1 : -1;
        }
    }

    /** Takes what follows the root, so that the document is whole. */
    void finish() throws IOException {
        try {
            while (reader.hasNext()) {
                reader.next();
            }
        } catch (XMLStreamException e) {
            throw failure(e, what);
        }
    }

    /** What the stream underneath failed with stays that; the rest is a document out of form. */
    private static IOException failure(XMLStreamException e, String what) {
        if (e.getCause() instanceof IOException below && !(below instanceof CharacterCodingException)) {
            return below;
        }
        return new FormatException(what, "no proper XML (" + e.getMessage() + ")", e);
    }
}
