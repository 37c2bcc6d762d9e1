package io.fettle.rest.platform;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.rest.platform.Upload.Kind;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes uploads to private files, bounded and hashed on the way. */
final class Uploads {
    static final long MAX_BYTES = 64L * 1024 * 1024;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int BUFFER = 64 * 1024;

    private final Path directory;

    Uploads(Path directory) {
        this.directory = directory;
    }

    Upload receive(String name, InputStream body) throws IOException {
        Kind kind = kind(name);
        Path own = Files.createTempDirectory(
                Files.createDirectories(
                        directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))),
                "upload-");
        Path file = own.resolve(name);
        try {
            Upload upload = copy(file, kind, body);
            checkStart(upload);
            return upload;
        } catch (IOException | RuntimeException e) {
            discard(file);
            throw e;
        }
    }

    void discard(Path file) throws IOException {
        Files.deleteIfExists(file);
        Path own = file.getParent();
        if (own != null) {
            Files.deleteIfExists(own);
        }
    }

    private static Upload copy(Path file, Kind kind, InputStream body) throws IOException {
        MessageDigest hash = Digest.sha256();
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                size += n;
                if (size > MAX_BYTES) {
                    throw new FettleException(RestError.TOO_LARGE, "A file of code has at most 64 MiB");
                }
                hash.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
        return new Upload(file, kind, Digest.ofHash(hash.digest()), size);
    }

    private static Kind kind(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (NAME.matcher(name).matches() && lower.endsWith(".jar")) {
            return Kind.BUNDLE;
        }
        if (NAME.matcher(name).matches() && lower.endsWith(".kar")) {
            return Kind.KAR;
        }
        if (NAME.matcher(name).matches() && lower.endsWith(".xml")) {
            return Kind.FEATURES;
        }
        throw new FettleException(
                RestError.INVALID_REQUEST, "name must be a plain file name that ends in .jar, .kar or .xml");
    }

    /** What calls itself a jar begins like one. */
    private static void checkStart(Upload upload) throws IOException {
        byte[] start;
        try (InputStream in = Files.newInputStream(upload.file())) {
            start = in.readNBytes(4);
        }
        boolean zip = start.length == 4 && start[0] == 'P' && start[1] == 'K' && start[2] == 3 && start[3] == 4;
        if (zip == (upload.kind() == Kind.FEATURES)) {
            throw new FettleException(RestError.NOT_DEPLOYABLE, "The file is not what its name says");
        }
    }
}
