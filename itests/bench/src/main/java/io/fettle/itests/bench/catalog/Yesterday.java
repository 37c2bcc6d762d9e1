package io.fettle.itests.bench.catalog;

import io.fettle.itests.bench.catalog.FrozenArchive.Suite;
import io.fettle.testkit.vendor.TestKey;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZInputStream;
import org.tukaani.xz.XZOutputStream;

/**
 * A suite as it was a day ago, and as it is: every fiftieth package had an older version, which is more than a vendor's
 * usual day. Signed anew, for nobody else has the vendor's key.
 */
final class Yesterday {
    private static final int EVERY = 50;
    private static final String INDEX = "Packages.xz";
    private static final String VERSION = "Version: ";

    private final Suite real;
    private final Suite suite;
    private final TestKey key;

    private Yesterday(Suite real, Suite suite, TestKey key) {
        this.real = real;
        this.suite = suite;
        this.key = key;
    }

    static Yesterday of(Suite real, Path directory) throws IOException {
        TestKey key = new TestKey();
        Path keyring = Files.createDirectories(directory).resolve("keyring.gpg");
        Files.write(keyring, Base64.getDecoder().decode(key.keyring()));
        Path root = directory.resolve("mirror");
        Suite suite = new Suite(real.name(), root, keyring, real.components(), real.architectures());
        Yesterday made = new Yesterday(real, suite, key);
        made.publish(true);
        return made;
    }

    /** As a mirror has it. */
    Suite suite() {
        return suite;
    }

    /** From now on it is as it is today. */
    void passes() throws IOException {
        publish(false);
    }

    private void publish(boolean older) throws IOException {
        Path from = real.root().resolve("dists").resolve(real.name());
        Path to = suite.root().resolve("dists").resolve(real.name());
        Map<String, String> changed = new TreeMap<>();
        try (Stream<Path> files = Files.walk(from)) {
            for (Path index : files.filter(file -> file.endsWith(INDEX)).toList()) {
                byte[] text = unpacked(Files.readAllBytes(index));
                byte[] now = older ? older(text) : text;
                byte[] packed = packed(now);
                Path file = to.resolve(from.relativize(index));
                Files.createDirectories(file.getParent());
                Files.write(file, packed);
                String name = from.relativize(index).toString();
                changed.put(name, entry(packed, name));
                String plain = name.substring(0, name.length() - ".xz".length());
                changed.put(plain, entry(now, plain));
            }
        }
        String release = signedText(Files.readString(from.resolve("InRelease")));
        Files.write(to.resolve("InRelease"), key.cleartext(with(changed, release)));
    }

    private static byte[] older(byte[] text) {
        StringBuilder older = new StringBuilder();
        int[] count = new int[1];
        new String(text, StandardCharsets.UTF_8).lines().forEach(line -> {
            boolean aged = line.startsWith(VERSION) && count[0]++ % EVERY == 0;
            older.append(line).append(aged ? "~yesterday\n" : "\n");
        });
        return older.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** @param changed lines of the list of SHA-256 by file */
    private static String with(Map<String, String> changed, String release) {
        StringBuilder text = new StringBuilder();
        boolean sha256 = false;
        for (String line : release.lines().toList()) {
            sha256 = line.startsWith(" ") ? sha256 : line.equals("SHA256:");
            String file = line.substring(line.lastIndexOf(' ') + 1);
            boolean replaced = sha256 && line.startsWith(" ") && changed.containsKey(file);
            text.append(replaced ? changed.get(file) : line).append('\n');
        }
        return text.toString();
    }

    private static String entry(byte[] content, String file) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content);
            return " " + HexFormat.of().formatHex(digest) + " " + content.length + " " + file;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Of a message that is signed in the clear. */
    private static String signedText(String message) {
        int begin = message.indexOf("\n\n") + 2;
        return message.substring(begin, message.indexOf("-----BEGIN PGP SIGNATURE-----"));
    }

    private static byte[] unpacked(byte[] packed) throws IOException {
        try (InputStream in = new XZInputStream(new ByteArrayInputStream(packed))) {
            return in.readAllBytes();
        }
    }

    private static byte[] packed(byte[] text) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new XZOutputStream(packed, new LZMA2Options())) {
            out.write(text);
        }
        return packed.toByteArray();
    }
}
