package io.fettle.demo;

import io.fettle.api.Digest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A signed apt repository in a directory, written once and whole.
 *
 * @param signedLists SHA-256 of the InRelease files of each distribution
 */
record DemoRepository(String uri, String keyring, Map<Distribution, List<Digest>> signedLists) {
    static final String COMPONENT = "main";
    static final String ARCH = "amd64";

    private static final String INDEX = COMPONENT + "/binary-" + ARCH + "/Packages";
    private static final String KEYRING = "keyring.base64";
    private static final DateTimeFormatter RFC_2822 = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    DemoRepository {
        signedLists = Map.copyOf(signedLists);
    }

    /** The repository in this directory; written by the way where it is not there yet. */
    static DemoRepository in(Path directory, Collection<Archive> archives, Instant now) throws IOException {
        if (!Files.exists(directory)) {
            Path part = directory.resolveSibling(directory.getFileName() + ".part");
            clear(part);
            write(part, archives, now.truncatedTo(ChronoUnit.SECONDS));
            Files.move(part, directory, StandardCopyOption.ATOMIC_MOVE);
        }
        Map<Distribution, List<Digest>> signed = new EnumMap<>(Distribution.class);
        for (Archive archive : archives) {
            Distribution distribution = archive.distribution();
            signed.put(
                    distribution,
                    List.of(
                            Digest.of(Files.readAllBytes(list(directory, distribution.suite()))),
                            Digest.of(Files.readAllBytes(list(directory, distribution.securitySuite())))));
        }
        String path = directory.toUri().getRawPath();
        return new DemoRepository(
                "file:" + (path.endsWith("/") ? path : path + '/'),
                Files.readString(directory.resolve(KEYRING), StandardCharsets.US_ASCII),
                signed);
    }

    private static void write(Path directory, Collection<Archive> archives, Instant now) throws IOException {
        ArchiveKey key = new ArchiveKey(now);
        for (Archive archive : archives) {
            writeSuite(directory, archive.distribution().suite(), archive.mainIndex(), key, now);
            writeSuite(directory, archive.distribution().securitySuite(), archive.securityIndex(), key, now);
        }
        Files.writeString(directory.resolve(KEYRING), key.keyring(), StandardCharsets.US_ASCII);
    }

    private static void writeSuite(Path directory, String suite, String index, ArchiveKey key, Instant now)
            throws IOException {
        byte[] plain = index.getBytes(StandardCharsets.UTF_8);
        byte[] packed = packed(plain);
        Path list = list(directory, suite);
        Path stored = list.resolveSibling(INDEX + ".gz");
        Files.createDirectories(stored.getParent());
        Files.write(stored, packed);
        String release = "Origin: Fettle\nLabel: Fettle-Demo\nSuite: " + suite + "\nCodename: " + suite + "\nDate: "
                + RFC_2822.format(now) + "\nArchitectures: " + ARCH + "\nComponents: " + COMPONENT
                + "\nDescription: demo data, nothing that could be installed\nSHA256:\n" + entry(plain, INDEX)
                + entry(packed, INDEX + ".gz");
        Files.write(list, key.cleartext(release));
    }

    private static String entry(byte[] bytes, String path) {
        return ' ' + Digest.of(bytes).hex() + ' ' + bytes.length + ' ' + path + '\n';
    }

    private static byte[] packed(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static Path list(Path directory, String suite) {
        return directory.resolve("dists").resolve(suite).resolve("InRelease");
    }

    /** What a run left behind that was cut off. */
    private static void clear(Path part) throws IOException {
        if (!Files.exists(part)) {
            return;
        }
        Files.walkFileTree(part, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
                    throws IOException {
                Files.delete(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
