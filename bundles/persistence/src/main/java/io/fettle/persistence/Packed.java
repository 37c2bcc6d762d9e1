package io.fettle.persistence;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Short lists and maps of text in one byte column, for what is only ever read together with its row: a version byte, the
 * number of texts, then length and UTF-8 bytes of each. A map is its names and values in turn, by name.
 */
public final class Packed {
    private static final int VERSION = 1;

    private Packed() {}

    public static byte[] list(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeByte(VERSION);
            out.writeInt(texts.size());
            for (String text : texts) {
                byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static List<String> list(byte[] packed) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed))) {
            int version = in.readUnsignedByte();
            if (version != VERSION) {
                throw new IllegalStateException("A packed column has the unknown version " + version);
            }
            int count = in.readInt();
            List<String> texts = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                texts.add(text(in));
            }
            return texts;
        } catch (IOException e) {
            throw new UncheckedIOException("A packed column is torn", e);
        }
    }

    private static String text(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new EOFException("A text of " + length + " bytes, but " + in.available() + " are left");
        }
        return new String(in.readNBytes(length), StandardCharsets.UTF_8);
    }

    public static byte[] map(Map<String, String> texts) {
        List<String> flat = new ArrayList<>();
        new TreeMap<>(texts).forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        return list(flat);
    }

    public static Map<String, String> map(byte[] packed) {
        List<String> flat = list(packed);
        Map<String, String> texts = new LinkedHashMap<>();
        for (int i = 0; i + 1 < flat.size(); i += 2) {
            texts.put(flat.get(i), flat.get(i + 1));
        }
        return texts;
    }
}
