package io.fettle.launcher;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the keys that apt trusts for an entry: its Signed-By (files, or an embedded block), else apt's trusted keyrings. apt
 * 2.6 does not tell Signed-By by indextargets, so the entry's file is read.
 */
final class AptKeys {
    private static final Pattern LIST_OPTION = Pattern.compile("signed-by=([^\\s\\]]+)");
    private static final Pattern ARMOR = Pattern.compile(
            "-----BEGIN PGP PUBLIC KEY BLOCK-----.*?-----END PGP PUBLIC KEY BLOCK-----", Pattern.DOTALL);
    private static final int MAX_KEYRING = 1 << 20;
    private static final int MAX_SOURCES = 1 << 20;

    private AptKeys() {}

    /** Base64 of the binary rings one after the other, or the armored blocks one after the other. */
    static String keyring(Path sourcesFile, String uri, String suite) {
        try {
            if (Files.size(sourcesFile) > MAX_SOURCES) {
                throw new IOException(sourcesFile + " is longer than " + MAX_SOURCES + " bytes");
            }
            String text = Files.readString(sourcesFile, StandardCharsets.UTF_8);
            Optional<String> signedBy =
                    sourcesFile.toString().endsWith(".sources") ? deb822(text, uri, suite) : oneLine(text, uri, suite);
            if (signedBy.isPresent() && ARMOR.matcher(signedBy.get()).find()) {
                return signedBy.get();
            }
            List<Path> files = signedBy.map(AptKeys::files).orElse(List.of());
            return read(files.isEmpty() ? trustedRings() : files);
        } catch (IOException | InvalidPathException e) {
            throw new LauncherException("cannot read the keys of " + uri + " " + suite + " (" + sourcesFile + ")", e);
        }
    }

    private static Optional<String> deb822(String text, String uri, String suite) {
        for (String stanza : text.split("\n\\s*\n")) {
            if (field(stanza, "URIs")
                            .map(v -> words(v).anyMatch(u -> same(u, uri)))
                            .orElse(false)
                    && field(stanza, "Suites")
                            .map(v -> words(v).anyMatch(suite::equals))
                            .orElse(false)) {
                return field(stanza, "Signed-By").map(AptKeys::unfold);
            }
        }
        return Optional.empty();
    }

    private static Optional<String> field(String stanza, String name) {
        StringBuilder value = new StringBuilder();
        boolean found = false;
        for (String line : stanza.lines().toList()) {
            boolean continued = line.startsWith(" ") || line.startsWith("\t");
            if (found && !continued) {
                break;
            }
            if (found) {
                value.append('\n').append(line);
            } else if (line.regionMatches(true, 0, name + ':', 0, name.length() + 1)) {
                found = true;
                value.append(line.substring(name.length() + 1));
            }
        }
        return found ? Optional.of(value.toString().strip()) : Optional.empty();
    }

    /** deb822: a continued line begins with one blank, and " ." stands for an empty one. */
    private static String unfold(String value) {
        List<String> lines = new ArrayList<>();
        value.lines().map(String::strip).forEach(line -> lines.add(line.equals(".") ? "" : line));
        return String.join("\n", lines);
    }

    private static Optional<String> oneLine(String text, String uri, String suite) {
        for (String line : text.lines().toList()) {
            List<String> words = words(line.replaceFirst("\\[[^\\]]*\\]", " ")).toList();
            if (words.size() >= 3
                    && words.get(0).equals("deb")
                    && same(words.get(1), uri)
                    && words.get(2).equals(suite)) {
                Matcher option = LIST_OPTION.matcher(line);
                return option.find() ? Optional.of(option.group(1).replace(',', '\n')) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static java.util.stream.Stream<String> words(String text) {
        return java.util.Arrays.stream(text.strip().split("\\s+"));
    }

    private static boolean same(String a, String b) {
        return withSlash(a).equals(withSlash(b));
    }

    private static String withSlash(String uri) {
        return uri.endsWith("/") ? uri : uri + "/";
    }

    private static List<Path> files(String signedBy) {
        return words(signedBy).filter(w -> w.startsWith("/")).map(Path::of).toList();
    }

    private static List<Path> trustedRings() throws IOException {
        List<Path> rings = new ArrayList<>();
        Path single = Path.of("/etc/apt/trusted.gpg");
        if (Files.isRegularFile(single) && Files.size(single) > 0) {
            rings.add(single);
        }
        Path directory = Path.of("/etc/apt/trusted.gpg.d");
        if (Files.isDirectory(directory)) {
            try (DirectoryStream<Path> found = Files.newDirectoryStream(directory, "*.{gpg,asc}")) {
                found.forEach(rings::add);
            }
        }
        rings.sort(null);
        return rings;
    }

    private static String read(List<Path> files) throws IOException {
        ByteArrayOutputStream binary = new ByteArrayOutputStream();
        StringBuilder armored = new StringBuilder();
        for (Path file : files) {
            if (Files.size(file) > MAX_KEYRING) {
                throw new IOException(file + " is larger than a keyring should be");
            }
            byte[] ring = Files.readAllBytes(file);
            Matcher blocks = ARMOR.matcher(new String(ring, StandardCharsets.ISO_8859_1));
            if (blocks.find()) {
                armored.append(new String(ring, StandardCharsets.ISO_8859_1)).append('\n');
            } else {
                binary.writeBytes(ring);
            }
        }
        if (armored.length() == 0) {
            return Base64.getEncoder().encodeToString(binary.toByteArray());
        }
        return binary.size() == 0 ? armored.toString() : armored + armor(binary.toByteArray());
    }

    /** An armored block around binary rings; the checksum line is optional (RFC 9580, section 6.1). */
    private static String armor(byte[] rings) {
        return "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(rings)
                + "\n-----END PGP PUBLIC KEY BLOCK-----\n";
    }
}
