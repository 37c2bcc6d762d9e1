package io.fettle.rest.platform;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.rest.problem.RestError;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The uploads that are part of this server, in its state: they outlast the program, and so the framework's own memory of
 * what is installed. An upload counts once a record lies beside its file; a directory without one is what a crash left.
 */
final class KeptUploads {
    static final int MAX = 200;
    private static final Logger LOG = LoggerFactory.getLogger(KeptUploads.class);
    private static final String RECORD = "upload.properties";

    private final Path directory;

    KeptUploads(Path directory) {
        this.directory = directory;
    }

    /** Durable when it returns. Takes the place of one of the same name. */
    Kept keep(String name, Upload upload, List<String> installed, Instant since) throws IOException {
        Kept kept = new Kept(name, upload, installed, since);
        Path part = upload.directory().resolve(RECORD + ".part");
        try (OutputStream out = Files.newOutputStream(part)) {
            record(kept).store(out, null);
        }
        DurableFiles.force(part);
        Files.move(part, upload.directory().resolve(RECORD), StandardCopyOption.ATOMIC_MOVE);
        DurableFiles.force(upload.directory());
        DurableFiles.force(directory);
        for (Kept former : all()) {
            if (former.is(name) && !former.upload().directory().equals(upload.directory())) {
                discard(former.upload());
            }
        }
        return kept;
    }

    /** @throws FettleException NOT_DEPLOYABLE where no more are taken */
    void requireRoom() throws IOException {
        if (directories().size() > MAX) {
            throw new FettleException(
                    RestError.NOT_DEPLOYABLE, "There are " + MAX + " uploads; remove one that is not needed any more");
        }
    }

    /** In the order in which they came. */
    List<Kept> all() throws IOException {
        List<Kept> all = new ArrayList<>();
        for (Path own : directories()) {
            read(own).ifPresent(all::add);
        }
        all.sort(Comparator.comparing(Kept::since));
        return all;
    }

    Optional<Kept> find(String name) throws IOException {
        // Of two, the later one counts: a crash came between its record and the end of the earlier one.
        return all().stream().filter(kept -> kept.is(name)).reduce((earlier, later) -> later);
    }

    /** Directories of uploads that never counted. */
    List<Path> unfinished() throws IOException {
        List<Path> unfinished = new ArrayList<>();
        for (Path own : directories()) {
            if (!Files.exists(own.resolve(RECORD))) {
                unfinished.add(own);
            }
        }
        return unfinished;
    }

    /** Where the features of an upload lie; each of these directories is a Maven repository to the running system. */
    Path unpacked(Path own) {
        return directory.resolve("repositories").resolve(String.valueOf(own.getFileName()));
    }

    /** Durable when it returns. */
    void discard(Upload upload) throws IOException {
        discard(upload.directory());
    }

    void discard(Path own) throws IOException {
        if (Files.deleteIfExists(own.resolve(RECORD))) {
            DurableFiles.force(own);
        }
        DurableFiles.deleteTree(unpacked(own));
        DurableFiles.deleteTree(own);
        DurableFiles.force(directory);
    }

    private List<Path> directories() throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(e -> String.valueOf(e.getFileName()).startsWith(Uploads.PREFIX))
                    .sorted()
                    .toList();
        }
    }

    private static Properties record(Kept kept) {
        Properties record = new Properties();
        record.setProperty("name", kept.name());
        record.setProperty("file", kept.upload().fileName());
        record.setProperty("kind", kept.upload().kind().name());
        record.setProperty("sha256", kept.upload().digest().hex());
        record.setProperty("size", Long.toString(kept.upload().size()));
        record.setProperty("installed", String.join(",", kept.installed()));
        record.setProperty("since", kept.since().toString());
        return record;
    }

    private static Optional<Kept> read(Path own) throws IOException {
        Path file = own.resolve(RECORD);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        Properties record = new Properties();
        try (InputStream in = Files.newInputStream(file)) {
            record.load(in);
            Upload upload = new Upload(
                    own,
                    own.resolve(record.getProperty("file", "")),
                    Upload.Kind.valueOf(record.getProperty("kind", "")),
                    new Digest(record.getProperty("sha256", "")),
                    Long.parseLong(record.getProperty("size", "")));
            List<String> installed = List.of(record.getProperty("installed", "").split(","));
            return Optional.of(new Kept(
                    record.getProperty("name", ""), upload, installed, Instant.parse(record.getProperty("since", ""))));
        } catch (IllegalArgumentException | DateTimeException | FettleException e) {
            LOG.error("The record {} is damaged; remove its directory, or upload the file in it again", file, e);
            return Optional.empty();
        }
    }
}
