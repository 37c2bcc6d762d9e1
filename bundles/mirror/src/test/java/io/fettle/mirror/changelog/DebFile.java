package io.fettle.mirror.changelog;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** A .deb put together byte by byte, so that it can be wrong. */
final class DebFile {
    private final ByteArrayOutputStream tar = new ByteArrayOutputStream();

    /** @param type {@code 0} for a file, {@code 2} for a link */
    DebFile file(String path, char type, byte[] content) {
        byte[] header = header(path, type, content.length);
        tar.writeBytes(header);
        tar.writeBytes(content);
        tar.writeBytes(new byte[(512 - content.length % 512) % 512]);
        return this;
    }

    static byte[] header(String path, char type, long size) {
        byte[] header = new byte[512];
        put(header, 0, path);
        put(header, 124, String.format("%011o", size));
        header[156] = (byte) type;
        return header;
    }

    private static void put(byte[] header, int at, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        System.arraycopy(bytes, 0, header, at, bytes.length);
    }

    byte[] build() {
        return build(gzip(tar.toByteArray()));
    }

    /** @param data packed tar */
    static byte[] build(byte[] data) {
        ByteArrayOutputStream ar = new ByteArrayOutputStream();
        ar.writeBytes("!<arch>\n".getBytes(StandardCharsets.ISO_8859_1));
        member(ar, "debian-binary", "2.0\n".getBytes(StandardCharsets.ISO_8859_1));
        member(ar, "control.tar.gz", gzip(new byte[1024]));
        member(ar, "data.tar.gz", data);
        return ar.toByteArray();
    }

    private static void member(ByteArrayOutputStream ar, String name, byte[] content) {
        ar.writeBytes(String.format("%-16s%-12d%-6d%-6d%-8s%-10d`\n", name, 0, 0, 0, "100644", content.length)
                .getBytes(StandardCharsets.ISO_8859_1));
        ar.writeBytes(content);
        ar.writeBytes(new byte[content.length % 2]);
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }
}
