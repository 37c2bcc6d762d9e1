package io.fettle.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
