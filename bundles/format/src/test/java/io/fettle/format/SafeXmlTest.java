package io.fettle.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeXmlTest {

    @TempDir
    Path directory;

    @Test
    void readsElementsTextAndAttributes() throws XMLStreamException {
        XMLStreamReader reader =
                open("<?xml version='1.0'?><!-- c --><a x='1'>\n <b>t&amp;u<![CDATA[<v>]]></b></a>", 1000);
        reader.nextTag();
        assertThat(reader.getLocalName()).isEqualTo("a");
        assertThat(reader.getAttributeValue(null, "x")).isEqualTo("1");
        reader.nextTag();
        assertThat(reader.getElementText()).isEqualTo("t&u<v>");
        reader.nextTag();
        assertThat(reader.getEventType()).isEqualTo(XMLStreamConstants.END_ELEMENT);
    }

    @Test
    void refusesDocumentTypes() {
        assertRefused("<!DOCTYPE a><a/>");
        assertRefused("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>");
        assertRefused("<!DOCTYPE a [<!ENTITY e 'xxxxxxxxxx'><!ENTITY f '&e;&e;&e;&e;'>]><a>&f;&f;</a>");
    }

    @Test
    void neverReadsOtherFiles() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        assertRefused("<!DOCTYPE a [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]><a>&e;</a>");
        assertRefused("<!DOCTYPE a SYSTEM '" + secret.toUri() + "'><a/>");
    }

    @Test
    void refusesDepthAndLength() {
        assertRefused("<a>".repeat(SafeXml.MAX_DEPTH + 1));
        assertThatThrownBy(() -> drain(open("<a>" + "x".repeat(1000) + "</a>", 500)))
                .isInstanceOf(XMLStreamException.class)
                .hasMessageContaining("longer than the 500 bytes allowed");
    }

    @Test
    void refusesEntitiesThatNobodyDeclared() {
        assertRefused("<a>&e;</a>");
        assertRefused("<a x='&e;'/>");
    }

    @Test
    void refusesEverythingButUtf8() throws XMLStreamException {
        assertRefused("<?xml version='1.0' encoding='ISO-8859-1'?><a/>");
        assertThatThrownBy(() -> drain(SafeXml.open(
                        new ByteArrayInputStream(new byte[] {'<', 'a', '>', (byte) 0xff, '<', '/', 'a', '>'}),
                        100,
                        "xml")))
                .isInstanceOf(XMLStreamException.class);
        drain(open("\ufeff<?xml version='1.0' encoding='utf-8'?><a>\u00e4</a>", 100));
    }

    @Test
    void leavesTheStreamToItsOpener() throws Exception {
        AtomicBoolean closed = new AtomicBoolean();
        InputStream in = new ByteArrayInputStream("<a/>".getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        drain(SafeXml.open(in, 100, "xml"));
        assertThat(closed).isFalse();
    }

    @Test
    void refusesManyAttributesAndNames() throws XMLStreamException {
        StringBuilder attributes = new StringBuilder();
        StringBuilder elements = new StringBuilder();
        for (int i = 0; i <= SafeXml.MAX_NAMES; i++) {
            attributes.append(" x").append(i).append("='1'");
            elements.append("<e").append(i).append("/>");
        }
        assertRefused("<a" + attributes + "/>");
        assertRefused("<a>" + elements + "</a>");
        drain(open("<a>" + "<b c='1'/>".repeat(SafeXml.MAX_NAMES * 2) + "</a>", 100_000));
    }

    /** Whatever it is that does not end, memory stays small: these would deliver more than the heap of the tests. */
    @ParameterizedTest
    @ValueSource(strings = {"<a>", "<a><!--", "<a><![CDATA[", "<a><?p ", "<a x='", "<a", "<", "<a>&", "<a>&#"})
    void refusesEndlessPieces(String beginning) {
        InputStream endless = new SequenceInputStream(
                new ByteArrayInputStream(beginning.getBytes(StandardCharsets.UTF_8)), new Endless((byte) '1'));
        assertThatThrownBy(() -> {
                    XMLStreamReader reader = SafeXml.open(endless, Long.MAX_VALUE, "xml");
                    reader.nextTag();
                    reader.getElementText();
                })
                .isInstanceOf(XMLStreamException.class);
    }

    private static void assertRefused(String xml) {
        assertThatThrownBy(() -> drain(open(xml, 100_000))).isInstanceOf(XMLStreamException.class);
    }

    private static void drain(XMLStreamReader reader) throws XMLStreamException {
        while (reader.hasNext()) {
            reader.next();
        }
    }

    private static XMLStreamReader open(String xml, long maxBytes) throws XMLStreamException {
        return SafeXml.open(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), maxBytes, "xml");
    }
}
