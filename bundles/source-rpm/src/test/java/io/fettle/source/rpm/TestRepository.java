package io.fettle.source.rpm;

import io.airlift.compress.zstd.ZstdOutputStream;
import io.fettle.api.Digest;
import io.fettle.spi.source.Fetcher;
import io.fettle.testkit.vendor.TestKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** A repository on a server that exists in memory, and counts what is asked of it. */
final class TestRepository implements Fetcher {
    static final long REVISION = 1_767_268_800L;
    static final String REPOMD = "repodata/repomd.xml";

    /** What the server has, by path. */
    final Map<String, byte[]> files = new TreeMap<>();

    final List<String> requests = new ArrayList<>();
    String revision = String.valueOf(REVISION);
    Optional<String> validator = Optional.empty();

    private final Map<String, String> listed = new LinkedHashMap<>();

    /** How a file is packed. */
    enum Packing {
        PLAIN(""),
        GZ(".gz"),
        XZ(".xz"),
        ZST(".zst");

        private final String ending;

        Packing(String ending) {
            this.ending = ending;
        }
    }

    static String primary(String... packages) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<metadata xmlns=\"http://linux.duke.edu/metadata/common\""
                + " xmlns:rpm=\"http://linux.duke.edu/metadata/rpm\" packages=\"" + packages.length + "\">\n"
                + String.join("\n", packages) + "\n</metadata>\n";
    }

    /** @param nevra name, epoch, version, release, architecture, apart by blanks */
    static String pkg(String nevra, String... format) {
        String[] part = nevra.split(" ");
        String file = part[0] + "-" + part[2] + "-" + part[3] + "." + part[4] + ".rpm";
        return "<package type=\"rpm\"><name>" + part[0] + "</name><arch>" + part[4] + "</arch><version epoch=\""
                + part[1]
                + "\" ver=\"" + part[2] + "\" rel=\"" + part[3] + "\"/><checksum type=\"sha256\" pkgid=\"YES\">"
                + digest(nevra) + "</checksum><summary>s</summary><description/><time file=\"1\" build=\"1\"/>"
                + "<size package=\"1234\" installed=\"5000\" archive=\"6000\"/><location href=\"Packages/"
                + part[0].charAt(0) + "/" + file + "\"/><format><rpm:license>MIT</rpm:license><rpm:sourcerpm>" + part[0]
                + "-" + part[2] + "-" + part[3] + ".src.rpm</rpm:sourcerpm>" + String.join("", format)
                + "</format></package>";
    }

    static Digest digest(String nevra) {
        return Digest.of(nevra.getBytes(StandardCharsets.UTF_8));
    }

    static String updates(String... updates) {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<updates>\n" + String.join("\n", updates)
                + "\n</updates>\n";
    }

    /** @param body what follows the id */
    static String update(String id, String body) {
        return "<update from=\"security@example.org\" status=\"final\" type=\"security\" version=\"1\"><id>" + id
                + "</id>" + body + "</update>";
    }

    static String collection(String... content) {
        return "<pkglist><collection short=\"c\"><name>c</name>" + String.join("", content) + "</collection></pkglist>";
    }

    static String fix(String nevra, String... marks) {
        String[] part = nevra.split(" ");
        return "<package name=\"" + part[0] + "\" epoch=\"" + part[1] + "\" version=\"" + part[2] + "\" release=\""
                + part[3] + "\" arch=\"" + part[4] + "\"><filename>f</filename>" + String.join("", marks)
                + "</package>";
    }

    TestRepository file(String type, String content, Packing packing) {
        byte[] plain = content.getBytes(StandardCharsets.UTF_8);
        byte[] stored = packed(plain, packing);
        String ending = type.equals("modules") ? ".yaml" : ".xml";
        String path = "repodata/" + Digest.of(stored) + "-" + type + ending + packing.ending;
        files.put(path, stored);
        listed.put(
                type,
                "<data type=\"" + type + "\"><checksum type=\"sha256\">" + Digest.of(stored) + "</checksum>"
                        + "<open-checksum type=\"sha256\">" + Digest.of(plain) + "</open-checksum>"
                        + "<location href=\"" + path + "\"/><timestamp>" + REVISION + "</timestamp><size>"
                        + stored.length + "</size><open-size>" + plain.length + "</open-size></data>");
        return this;
    }

    /** Changes how a file is listed. */
    TestRepository listed(String type, String pattern, String replacement) {
        listed.computeIfPresent(type, (key, text) -> text.replaceAll(pattern, replacement));
        return this;
    }

    String path(String type) {
        return files.keySet().stream()
                .filter(path -> path.contains("-" + type + "."))
                .findFirst()
                .orElseThrow();
    }

    TestRepository publish() {
        files.put(REPOMD, list().getBytes(StandardCharsets.UTF_8));
        return this;
    }

    TestRepository sign(TestKey key) {
        publish();
        files.put(REPOMD + ".asc", key.detached(list()));
        return this;
    }

    private String list() {
        return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<repomd xmlns=\"http://linux.duke.edu/metadata/repo\">\n<revision>"
                + revision + "</revision>\n" + String.join("\n", listed.values()) + "\n</repomd>\n";
    }

    static byte[] packed(byte[] plain, Packing packing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out =
                switch (packing) {
                    case PLAIN -> bytes;
                    case GZ -> new GZIPOutputStream(bytes);
                    case XZ -> new XZOutputStream(bytes, new LZMA2Options(0));
                    case ZST -> new ZstdOutputStream(bytes);
                }) {
            out.write(plain);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        return bytes.toByteArray();
    }

    @Override
    public Fetched fetch(Request request) {
        requests.add(request.path());
        byte[] bytes = files.get(request.path());
        boolean unchanged = validator.isPresent() && request.known().equals(validator);
        Status status = bytes == null ? Status.MISSING : unchanged ? Status.UNCHANGED : Status.FOUND;
        return new Fetched() {
            @Override
            public Status status() {
                return status;
            }

            @Override
            public InputStream stream() {
                return status == Status.FOUND ? new ByteArrayInputStream(bytes) : InputStream.nullInputStream();
            }

            @Override
            public Optional<String> validator() {
                return validator;
            }

            @Override
            public void close() {
                // Nothing is held.
            }
        };
    }
}
