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
import java.security.MessageDigest;
import java.util.Locale;
import java.util.regex.Pattern;

/** Writes uploads to private files, bounded, hashed on the way and durable. */
final class Uploads {
    static final long MAX_BYTES = 64L * 1024 * 1024;
    static final String PREFIX = "upload-";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
    private static final int BUFFER = 64 * 1024;

    private final Path directory;

    Uploads(Path directory) {
        this.directory = directory;
    }

    Upload receive(String name, InputStream body) throws IOException {
        Kind kind = kind(name);
        Path own = Files.createTempDirectory(DurableFiles.privateDirectories(directory), PREFIX);
        try {
            Upload upload = copy(own, name, kind, body);
            checkStart(upload);
            return upload;
        } catch (IOException | RuntimeException e) {
            DurableFiles.deleteTree(own);
            throw e;
        }
    }

    /** @throws FettleException NOT_DEPLOYABLE where the file is not the one that was received */
    static void check(Upload upload) throws IOException {
        MessageDigest hash = Digest.sha256();
        copy(upload.file(), hash, OutputStream.nullOutputStream());
        if (!Digest.ofHash(hash.digest()).equals(upload.digest())) {
            throw new FettleException(
                    RestError.NOT_DEPLOYABLE, "The file " + upload.file() + " is not the one that was uploaded");
        }
    }

    private static void copy(Path file, MessageDigest hash, OutputStream out) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            copy(in, hash, out);
        }
    }

    private static Upload copy(Path own, String name, Kind kind, InputStream body) throws IOException {
        Path file = own.resolve(name);
        MessageDigest hash = Digest.sha256();
        long size;
        try (OutputStream out = Files.newOutputStream(file)) {
            size = copy(body, hash, out);
        }
        DurableFiles.force(file);
        return new Upload(own, file, kind, Digest.ofHash(hash.digest()), size);
    }

    private static long copy(InputStream in, MessageDigest hash, OutputStream out) throws IOException {
        long size = 0;
        byte[] buffer = new byte[BUFFER];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
            size += n;
            if (size > MAX_BYTES) {
                throw new FettleException(RestError.TOO_LARGE, "A file of code has at most 64 MiB");
            }
            hash.update(buffer, 0, n);
            out.write(buffer, 0, n);
        }
        return size;
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
