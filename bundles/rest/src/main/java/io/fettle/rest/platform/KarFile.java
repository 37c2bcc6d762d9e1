package io.fettle.rest.platform;

import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Unpacks a KAR: features files and the Maven repository with their bundles. Karaf's own KAR service also copies files
 * over those of the running program, and takes features files out that have the same address; neither can be undone.
 */
final class KarFile {
    private static final String REPOSITORY = "repository/";
    private static final String MANIFEST = "META-INF/";
    private static final Pattern PATH =
            Pattern.compile("(?:[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,199}/){0,30}" + "[A-Za-z0-9_+-][A-Za-z0-9._+-]{0,199}");
    private static final int MAX_ENTRIES = 10_000;
    private static final long MAX_BYTES = 512L * 1024 * 1024;
    private static final int MAX_SHOWN = 200;
    private static final int BUFFER = 64 * 1024;
    private static final int START = 4 * 1024;
    private static final String NAMESPACE = "karaf.apache.org/xmlns/features/";

    private final Path kar;
    private long bytes;

    KarFile(Path kar) {
        this.kar = kar;
    }

    /**
     * @param repository a directory that does not exist yet
     * @return its features files
     * @throws FettleException NOT_DEPLOYABLE
     */
    List<Path> unpack(Path repository) throws IOException {
        DurableFiles.privateDirectories(repository);
        List<Path> features = new ArrayList<>();
        try (ZipFile zip = new ZipFile(kar.toFile())) {
            if (zip.size() > MAX_ENTRIES) {
                throw refused("it has more than " + MAX_ENTRIES + " entries");
            }
            for (Enumeration<? extends ZipEntry> entries = zip.entries(); entries.hasMoreElements(); ) {
                ZipEntry entry = entries.nextElement();
                if (!entry.isDirectory() && !entry.getName().startsWith(MANIFEST)) {
                    Path file = unpack(zip, entry, repository);
                    if (isFeatures(file)) {
                        features.add(file);
                    }
                }
            }
        } catch (ZipException e) {
            throw new FettleException(RestError.NOT_DEPLOYABLE, "Not taken in: it is no KAR: " + e.getMessage(), e);
        }
        if (features.isEmpty()) {
            throw refused("it has no features file below " + REPOSITORY);
        }
        return features;
    }

    private Path unpack(ZipFile zip, ZipEntry entry, Path repository) throws IOException {
        String name = entry.getName();
        String path = name.startsWith(REPOSITORY) ? name.substring(REPOSITORY.length()) : "";
        if (!PATH.matcher(path).matches()) {
            throw refused("its entry \"" + shown(name) + "\" is not below " + REPOSITORY
                    + ", the only part of a KAR that can be taken out again whole");
        }
        Path file = repository.resolve(path);
        makeDirectoryOf(file, name);
        try (InputStream in = zip.getInputStream(entry);
                OutputStream out = Files.newOutputStream(file, StandardOpenOption.CREATE_NEW)) {
            copy(in, out);
        } catch (FileAlreadyExistsException e) {
            throw refused("its entry \"" + shown(name) + "\" is there twice");
        }
        return file;
    }

    private static void makeDirectoryOf(Path file, String name) throws IOException {
        try {
            Files.createDirectories(file.resolveSibling(""));
        } catch (FileAlreadyExistsException e) {
            throw refused("of its entry \"" + shown(name) + "\" a part is both a file and a directory");
        }
    }

    /** Whatever a name is made of, for a log and a browser. */
    private static String shown(String name) {
        String printable = name.replaceAll("[^\\x20-\\x7e]", "?");
        return printable.length() > MAX_SHOWN ? printable.substring(0, MAX_SHOWN) + "..." : printable;
    }

    private void copy(InputStream in, OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            bytes += n;
            if (bytes > MAX_BYTES) {
                throw refused("it unpacks to more than 512 MiB");
            }
            out.write(buffer, 0, n);
        }
    }

    private static boolean isFeatures(Path file) throws IOException {
        if (!file.toString().toLowerCase(Locale.ROOT).endsWith(".xml")) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(START), StandardCharsets.UTF_8).contains(NAMESPACE);
        }
    }

    private static FettleException refused(String why) {
        return new FettleException(RestError.NOT_DEPLOYABLE, "Not taken in: KAR: " + why);
    }
}
