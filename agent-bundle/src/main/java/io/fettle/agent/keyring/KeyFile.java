package io.fettle.agent.keyring;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;

/** A key ring as it lies on a computer: binary, or armored in one or several blocks. */
final class KeyFile {
    static final int MAX_BYTES = 1 << 20;

    private static final String BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
    private static final String END = "-----END PGP PUBLIC KEY BLOCK-----";

    private KeyFile() {}

    /** @throws IOException where it cannot be read, is too long, or is no key ring */
    static List<String> fingerprints(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return fingerprints(in.readNBytes(MAX_BYTES + 1));
        }
    }

    static List<String> fingerprints(byte[] content) throws IOException {
        if (content.length > MAX_BYTES) {
            throw new IOException("It has over " + MAX_BYTES + " bytes");
        }
        boolean binary = content.length > 0 && (content[0] & 0x80) != 0;
        return KeyPackets.fingerprints(binary ? content : unarmored(content));
    }

    private static byte[] unarmored(byte[] content) throws IOException {
        ByteArrayOutputStream packets = new ByteArrayOutputStream();
        StringBuilder block = new StringBuilder();
        boolean inside = false;
        boolean inBody = false;
        for (String line :
                new String(content, StandardCharsets.ISO_8859_1).lines().toList()) {
            String text = line.strip();
            if (!inside) {
                inside = text.equals(BEGIN);
                inBody = false;
            } else if (text.equals(END)) {
                packets.writeBytes(decoded(block.toString()));
                block.setLength(0);
                inside = false;
            } else if (!inBody) {
                inBody = text.isEmpty();
            } else if (!text.startsWith("=")) {
                block.append(text);
            }
        }
        if (inside || packets.size() == 0) {
            throw new IOException("There is no whole armored key in it");
        }
        return packets.toByteArray();
    }

    private static byte[] decoded(String base64) throws IOException {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IOException("Its armor is no base64", e);
        }
    }
}
