package io.fettle.format;

import java.io.InputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;

/**
 * The only way to read XML in this project: a pull parser without document types, without entities other than the five
 * built-in ones, without any access to other resources, bounded in bytes and depth.
 */
public final class SafeXml {

    /** Deepest nesting of elements accepted. */
    public static final int MAX_DEPTH = 100;

    private SafeXml() {}

    /**
     * Opens a reader for use by one thread; the caller closes the stream. Whatever is wrong with the input, its size
     * included, surfaces as {@link XMLStreamException}.
     */
    public static XMLStreamReader open(InputStream in, long maxBytes, String what) throws XMLStreamException {
        return new BoundedReader(factory().createXMLStreamReader(new BoundedInputStream(in, maxBytes, what)), what);
    }

    private static XMLInputFactory factory() {
        // The platform's own parser, whatever else is on the class path; made anew because sharing one is not promised
        // to be safe between threads.
        XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, true);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setXMLResolver((publicId, systemId, baseUri, namespace) -> {
            throw new XMLStreamException("External resources are not allowed");
        });
        return factory;
    }

    private static final class BoundedReader extends StreamReaderDelegate {

        private final String what;
        private int depth;

        BoundedReader(XMLStreamReader reader, String what) {
            super(reader);
            this.what = what;
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException(what + ": document types are not allowed", getLocation());
            }
            if (event == XMLStreamConstants.START_ELEMENT && ++depth > MAX_DEPTH) {
                throw new XMLStreamException(what + ": nested deeper than " + MAX_DEPTH, getLocation());
            }
            if (event == XMLStreamConstants.END_ELEMENT) {
                depth--;
            }
            return event;
        }

        /** The delegate's own version would step past {@link #next} and its checks. */
        @Override
        public int nextTag() throws XMLStreamException {
            int event = next();
            while (isIgnorable(event)) {
                event = next();
            }
            if (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                throw new XMLStreamException(what + ": expected a tag", getLocation());
            }
            return event;
        }

        @Override
        public String getElementText() throws XMLStreamException {
            require(XMLStreamConstants.START_ELEMENT, null, null);
            StringBuilder text = new StringBuilder();
            for (int event = next(); event != XMLStreamConstants.END_ELEMENT; event = next()) {
                if (event == XMLStreamConstants.START_ELEMENT) {
                    throw new XMLStreamException(what + ": expected text only", getLocation());
                }
                if (hasText() && event != XMLStreamConstants.COMMENT) {
                    text.append(getText());
                }
            }
            return text.toString();
        }

        private boolean isIgnorable(int event) {
            return event == XMLStreamConstants.COMMENT
                    || event == XMLStreamConstants.PROCESSING_INSTRUCTION
                    || event == XMLStreamConstants.SPACE
                    || ((event == XMLStreamConstants.CHARACTERS || event == XMLStreamConstants.CDATA)
                            && isWhiteSpace());
        }
    }
}
