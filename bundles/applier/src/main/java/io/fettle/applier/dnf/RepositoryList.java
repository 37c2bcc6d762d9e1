package io.fettle.applier.dnf;

import io.fettle.api.Reason;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.applier.RefusedException;
import io.fettle.format.SafeXml;
import java.io.ByteArrayInputStream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** A repository's list of its metadata: the vendor's read, and one of our own that names no more than we have. */
final class RepositoryList {
    /** As an order names them: packages, modules. What bulletins say changes nothing here. */
    private static final Map<String, String> TYPES = Map.of("", "primary", "modules", "modules");

    private static final int MAX = 4 << 20;
    private static final int MAX_FILES = 1000;

    private RepositoryList() {}

    /** What dnf needs of a repository. */
    static List<Index> needed(MirroredSuite suite) {
        return suite.indexes().stream()
                .filter(index -> TYPES.containsKey(index.component()))
                .toList();
    }

    /** @throws RefusedException where the vendor's list does not name these files, each with its SHA-256 */
    static void check(byte[] list, MirroredSuite suite) {
        Map<String, String> named = read(list, suite.uri());
        for (Index index : suite.indexes()) {
            RefusedException.require(
                    index.stored().digest().hex().equals(named.get(index.path())),
                    "index.not_in_release",
                    "path",
                    suite.uri() + index.path());
        }
        Set<String> needed =
                Set.copyOf(needed(suite).stream().map(Index::component).toList());
        RefusedException.require(needed.contains(""), "index.not_in_release", "path", suite.uri() + "primary");
    }

    /** SHA-256 by path. */
    private static Map<String, String> read(byte[] list, String what) {
        Map<String, String> named = new HashMap<>();
        try {
            XMLStreamReader xml = SafeXml.open(new ByteArrayInputStream(list), MAX, what);
            String checksum = "";
            while (xml.hasNext() && named.size() < MAX_FILES) {
                if (xml.next() != XMLStreamConstants.START_ELEMENT) {
                    continue;
                }
                if (xml.getLocalName().equals("data")) {
                    checksum = "";
                } else if (xml.getLocalName().equals("checksum")
                        && "sha256".equals(xml.getAttributeValue(null, "type"))) {
                    checksum = xml.getElementText().strip();
                } else if (xml.getLocalName().equals("location")) {
                    named.put(String.valueOf(xml.getAttributeValue(null, "href")), checksum);
                }
            }
            return named;
        } catch (XMLStreamException e) {
            throw new RefusedException(Reason.of("index.unreadable", "why", String.valueOf(e.getMessage())));
        }
    }

    /** Every word of it was held against narrow patterns before. */
    static String written(MirroredSuite suite) {
        StringBuilder list = new StringBuilder(
                "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<repomd xmlns=\"http://linux.duke.edu/metadata/repo\">\n");
        for (Index index : needed(suite)) {
            list.append("<data type=\"")
                    .append(TYPES.get(index.component()))
                    .append("\"><checksum type=\"sha256\">")
                    .append(index.stored().digest().hex())
                    .append("</checksum><open-checksum type=\"sha256\">")
                    .append(index.plain().digest().hex())
                    .append("</open-checksum><location href=\"")
                    .append(index.path())
                    .append("\"/></data>\n");
        }
        return list.append("</repomd>\n").toString();
    }
}
