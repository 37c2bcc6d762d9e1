package io.fettle.format;

import java.util.HashSet;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import org.jspecify.annotations.Nullable;

/** Looks at every event before anybody else does. For one thread. */
final class BoundedXmlReader extends StreamReaderDelegate {

    private final EventBytes bytes;
    private final String what;
    private final Set<String> names = new HashSet<>();
    private int depth;

    BoundedXmlReader(XMLStreamReader reader, EventBytes bytes, String what) {
        super(reader);
        this.bytes = bytes;
        this.what = what;
    }

    @Override
    public int next() throws XMLStreamException {
        bytes.nextEvent();
        int event;
        try {
            event = super.next();
        } catch (RuntimeException e) {
            // The platform's parser answers some malformed input with unchecked exceptions.
            throw new XMLStreamException(what + ": not well-formed (" + e + ")", e);
        }
        switch (event) {
            case XMLStreamConstants.DTD -> throw refused("document types are not allowed");
            case XMLStreamConstants.ENTITY_REFERENCE -> throw refused("entities are not allowed");
            case XMLStreamConstants.PROCESSING_INSTRUCTION -> remember(getPITarget());
            case XMLStreamConstants.START_ELEMENT -> enter();
            case XMLStreamConstants.END_ELEMENT -> depth--;
            default -> {
                // Text, comments and the document's ends need no more than the bound on bytes.
            }
        }
        return event;
    }

    private void enter() throws XMLStreamException {
        if (++depth > SafeXml.MAX_DEPTH) {
            throw refused("nested deeper than " + SafeXml.MAX_DEPTH);
        }
        if (getAttributeCount() + getNamespaceCount() > SafeXml.MAX_ATTRIBUTES) {
            throw refused("an element has more than " + SafeXml.MAX_ATTRIBUTES + " attributes");
        }
        remember(getLocalName());
        remember(getPrefix());
        for (int i = 0; i < getAttributeCount(); i++) {
            remember(getAttributeLocalName(i));
            remember(getAttributePrefix(i));
        }
        for (int i = 0; i < getNamespaceCount(); i++) {
            remember(getNamespacePrefix(i));
            remember(getNamespaceURI(i));
        }
    }

    private void remember(@Nullable String name) throws XMLStreamException {
        if (name != null && names.add(name) && names.size() > SafeXml.MAX_NAMES) {
            throw refused("more than " + SafeXml.MAX_NAMES + " different names");
        }
    }

    /** The delegate's own version would step past {@link #next} and its checks. */
    @Override
    public int nextTag() throws XMLStreamException {
        int event = next();
        while (isIgnorable(event)) {
            event = next();
        }
        if (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
            throw refused("expected a tag");
        }
        return event;
    }

    @Override
    public String getElementText() throws XMLStreamException {
        require(XMLStreamConstants.START_ELEMENT, null, null);
        StringBuilder text = new StringBuilder();
        for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
            if (event == XMLStreamConstants.START_ELEMENT || event == XMLStreamConstants.END_DOCUMENT) {
                throw refused("expected text only");
            }
            if (hasText() && event != XMLStreamConstants.COMMENT) {
                if (text.length() + getTextLength() > SafeXml.MAX_TEXT) {
                    throw refused("a text is longer than " + SafeXml.MAX_TEXT + " characters");
                }
                text.append(getTextCharacters(), getTextStart(), getTextLength());
            }
        }
        return text.toString();
    }

    private boolean isIgnorable(int event) {
        return event == XMLStreamConstants.COMMENT
                || event == XMLStreamConstants.PROCESSING_INSTRUCTION
                || event == XMLStreamConstants.SPACE
                || ((event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA) && isWhiteSpace());
    }

    private XMLStreamException refused(String problem) {
        return new XMLStreamException(what + ": " + problem, getLocation());
    }
}
