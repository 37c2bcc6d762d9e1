package io.fettle.source.rpm;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.SourceContext;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands over what a believed list is about: packages, modules and updates. For one run. */
final class RepositoryImport {
    /** Raised when the readers find more in the same files. */
    private static final String READERS = "1";

    private static final int PRIORITY = 500;
    private static final Logger LOG = LoggerFactory.getLogger(RepositoryImport.class);

    private final RpmSettings settings;
    private final SourceContext context;
    private final FeedSink sink;
    private final MetadataImport metadata;

    RepositoryImport(RpmSettings settings, SourceContext context, FeedSink sink) {
        this.settings = settings;
        this.context = context;
        this.sink = sink;
        this.metadata = new MetadataImport(context.fetcher(settings.uri()), sink);
    }

    void run(Repomd repomd, byte[] list, Optional<byte[]> signature) throws IOException, RefusedException {
        MetadataFile primary = repomd.find(Repomd.PRIMARY)
                .orElseThrow(() -> new RefusedException(Reason.of("source.data.missing", "type", Repomd.PRIMARY)));
        Optional<MetadataFile> moduleFile = repomd.find(Repomd.MODULES);
        Optional<MetadataFile> updateFile = repomd.find(Repomd.UPDATEINFO);
        List<MetadataFile> files = Stream.of(Optional.of(primary), moduleFile, updateFile)
                .flatMap(Optional::stream)
                .toList();
        // Everything is fetched and checked before anything is handed over.
        long total =
                files.stream().mapToLong(file -> file.storedSize().orElse(0)).sum();
        long done = 0;
        for (MetadataFile file : files) {
            context.progress("source.download", done, total);
            metadata.download(file);
            done += file.storedSize().orElse(0);
        }
        context.progress("source.read", 0, total);
        Modules modules = moduleFile.isPresent() ? metadata.read(moduleFile.get(), ModulesReader::read) : Modules.NONE;
        sink.repository(offered(
                repomd, keep(list), signature.isPresent() ? Optional.of(keep(signature.get())) : Optional.empty()));
        packages(primary, moduleFile, modules);
        context.progress("source.read", primary.storedSize().orElse(0), total);
        for (MetadataFile file : files) {
            if (!file.type().equals(Repomd.PRIMARY)) {
                sink.index(metadata.index(file, file.type()));
            }
        }
        if (updateFile.isPresent()) {
            updates(updateFile.get(), moduleFile, modules);
        }
        context.progress("source.publish", total, total);
    }

    private void packages(MetadataFile primary, Optional<MetadataFile> moduleFile, Modules modules)
            throws IOException, RefusedException {
        MirroredSuite.Index index = metadata.index(primary, "");
        if (!sink.index(index, basis(index.plain().digest(), moduleFile, ""))) {
            return;
        }
        long leftOut = metadata.read(
                primary, (content, most, what) -> PrimaryReader.read(content, most, modules, sink::offered, what));
        warn(leftOut, primary, "name, version, path or SHA-256 out of form");
    }

    private void updates(MetadataFile updates, Optional<MetadataFile> moduleFile, Modules modules)
            throws IOException, RefusedException {
        Digest basis = basis(updates.stored().orElseThrow(), moduleFile, settings.platform());
        if (!sink.collection(Repomd.UPDATEINFO, basis)) {
            return;
        }
        long leftOut = new UpdateinfoImport(sink, settings.platform(), modules)
                .run((found, known) -> metadata.read(
                        updates, (content, most, what) -> UpdateinfoReader.read(content, most, known, found, what)));
        warn(leftOut, updates, "name or version out of form");
    }

    private static Digest basis(Digest file, Optional<MetadataFile> moduleFile, String more) {
        String modules =
                moduleFile.flatMap(MetadataFile::stored).map(Digest::hex).orElse("");
        return Digest.of(String.join("\n", READERS, file.hex(), modules, more).getBytes(StandardCharsets.UTF_8));
    }

    private void warn(long leftOut, MetadataFile file, String why) {
        if (leftOut > 0) {
            LOG.warn("Left out {} packages of {}{}: {}", leftOut, settings.uri(), file.path(), why);
        }
    }

    private MirroredSuite.Stored keep(byte[] bytes) throws IOException {
        Digest digest = Digest.of(bytes);
        sink.keep(digest, bytes.length, new ByteArrayInputStream(bytes));
        return new MirroredSuite.Stored(digest, bytes.length);
    }

    private OfferedRepository offered(
            Repomd repomd, MirroredSuite.Stored list, Optional<MirroredSuite.Stored> signature) {
        int colon = settings.platform().indexOf(':');
        return new OfferedRepository(
                settings.uri().toString(),
                settings.repository(),
                "",
                "",
                settings.platform().substring(0, colon),
                "",
                settings.platform().substring(colon + 1),
                List.of(),
                List.of(),
                false,
                PRIORITY,
                repomd.age().instant(),
                Optional.empty(),
                list,
                signature,
                RpmSource.ECOSYSTEM);
    }
}
