package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UTFDataFormatException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Writes manifests as bytes, field by field, and reads them back. */
final class ManifestCodec {
    private static final int FORMAT = 4;
    /** Knew one ecosystem only, and indexes made from themselves alone. */
    private static final int DEB_ONLY = 3;
    /** Knew packages only. */
    private static final int WITHOUT_ADVISORIES = 2;
    /** Did not know what a Release file calls its suite. */
    private static final int WITHOUT_ARCHIVE = 1;

    private static final int MAX_COUNT = 100_000;

    private ManifestCodec() {}

    static byte[] write(Manifest manifest) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            out.writeInt(FORMAT);
            out.writeInt(manifest.suites().size());
            for (Manifest.Suite suite : manifest.suites()) {
                writeRepository(out, suite.repository());
                out.writeInt(suite.entries().size());
                for (Manifest.Entry entry : suite.entries()) {
                    writeIndex(out, entry.index());
                    out.write(entry.basis().bytes());
                    out.write(entry.segment().bytes());
                }
            }
            out.writeInt(manifest.collections().size());
            for (Manifest.Collection collection : manifest.collections()) {
                out.writeUTF(collection.name());
                out.write(collection.basis().bytes());
                out.write(collection.segment().bytes());
            }
        } catch (IOException e) {
            throw new IllegalStateException("Writing to memory does not fail", e);
        }
        return bytes.toByteArray();
    }

    /** @throws IOException where these bytes are no manifest */
    static Manifest read(byte[] bytes) throws IOException {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return read(in);
        } catch (EOFException | UTFDataFormatException | IllegalArgumentException | DateTimeException e) {
            throw new IOException("A catalog manifest is damaged", e);
        }
    }

    private static Manifest read(DataInputStream in) throws IOException {
        int format = in.readInt();
        if (format < WITHOUT_ARCHIVE || format > FORMAT) {
            throw new IOException("Not a catalog manifest of format " + FORMAT);
        }
        List<Manifest.Suite> suites = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            OfferedRepository repository = readRepository(in, format);
            List<Manifest.Entry> entries = new ArrayList<>();
            for (int entriesLeft = count(in); entriesLeft > 0; entriesLeft--) {
                entries.add(readEntry(in, format));
            }
            suites.add(new Manifest.Suite(repository, entries));
        }
        List<Manifest.Collection> collections = new ArrayList<>();
        if (format > WITHOUT_ADVISORIES) {
            for (int left = count(in); left > 0; left--) {
                collections.add(new Manifest.Collection(in.readUTF(), readDigest(in), readDigest(in)));
            }
        }
        return new Manifest(suites, collections);
    }

    private static void writeRepository(DataOutputStream out, OfferedRepository repository) throws IOException {
        out.writeUTF(repository.uri());
        out.writeUTF(repository.suite());
        out.writeUTF(repository.archive());
        out.writeUTF(repository.codename());
        out.writeUTF(repository.origin());
        out.writeUTF(repository.label());
        out.writeUTF(repository.version());
        writeList(out, repository.components());
        writeList(out, repository.architectures());
        out.writeBoolean(repository.security());
        out.writeInt(repository.priority());
        out.writeLong(repository.date().getEpochSecond());
        out.writeBoolean(repository.validUntil().isPresent());
        if (repository.validUntil().isPresent()) {
            out.writeLong(repository.validUntil().get().getEpochSecond());
        }
        writeStored(out, repository.release());
        out.writeBoolean(repository.signature().isPresent());
        if (repository.signature().isPresent()) {
            writeStored(out, repository.signature().get());
        }
        out.writeUTF(repository.ecosystem());
    }

    private static OfferedRepository readRepository(DataInputStream in, int format) throws IOException {
        String uri = in.readUTF();
        String suite = in.readUTF();
        return new OfferedRepository(
                uri,
                suite,
                // Until the next Release file the configured name stands in, as it did when this was written.
                format == WITHOUT_ARCHIVE ? suite : in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                in.readUTF(),
                readList(in),
                readList(in),
                in.readBoolean(),
                in.readInt(),
                Instant.ofEpochSecond(in.readLong()),
                in.readBoolean() ? Optional.of(Instant.ofEpochSecond(in.readLong())) : Optional.empty(),
                readStored(in),
                in.readBoolean() ? Optional.of(readStored(in)) : Optional.empty(),
                format <= DEB_ONLY ? "deb" : in.readUTF());
    }

    private static Manifest.Entry readEntry(DataInputStream in, int format) throws IOException {
        MirroredSuite.Index index = readIndex(in);
        Digest basis = format <= DEB_ONLY ? index.plain().digest() : readDigest(in);
        return new Manifest.Entry(index, basis, readDigest(in));
    }

    private static void writeIndex(DataOutputStream out, MirroredSuite.Index index) throws IOException {
        out.writeUTF(index.component());
        out.writeUTF(index.arch());
        out.writeUTF(index.path());
        writeStored(out, index.stored());
        writeStored(out, index.plain());
    }

    private static MirroredSuite.Index readIndex(DataInputStream in) throws IOException {
        return new MirroredSuite.Index(in.readUTF(), in.readUTF(), in.readUTF(), readStored(in), readStored(in));
    }

    private static void writeStored(DataOutputStream out, MirroredSuite.Stored stored) throws IOException {
        out.write(stored.digest().bytes());
        out.writeLong(stored.size());
    }

    private static MirroredSuite.Stored readStored(DataInputStream in) throws IOException {
        return new MirroredSuite.Stored(readDigest(in), in.readLong());
    }

    private static Digest readDigest(DataInputStream in) throws IOException {
        byte[] hash = new byte[32];
        in.readFully(hash);
        return Digest.ofHash(hash);
    }

    private static void writeList(DataOutputStream out, List<String> texts) throws IOException {
        out.writeInt(texts.size());
        for (String text : texts) {
            out.writeUTF(text);
        }
    }

    private static List<String> readList(DataInputStream in) throws IOException {
        List<String> texts = new ArrayList<>();
        for (int left = count(in); left > 0; left--) {
            texts.add(in.readUTF());
        }
        return texts;
    }

    private static int count(DataInputStream in) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > MAX_COUNT) {
            throw new IOException("A catalog manifest has an impossible count: " + count);
        }
        return count;
    }
}
