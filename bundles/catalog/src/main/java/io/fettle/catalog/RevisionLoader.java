package io.fettle.catalog;

import io.fettle.api.Digest;
import io.fettle.api.content.Depot;
import io.fettle.catalog.advisory.RecordSegment;
import io.fettle.spi.store.CatalogStore;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings a stored revision into memory. What the depot lost is left out, so that its source hands it over again. */
final class RevisionLoader {
    private static final Logger LOG = LoggerFactory.getLogger(RevisionLoader.class);
    private static final int MAX_BYTES = 1 << 30;

    private final Depot depot;

    RevisionLoader(Depot depot) {
        this.depot = depot;
    }

    /** @param known segments that need not be read again */
    LoadedRevision load(CatalogStore.Revision stored, Segments known) {
        Map<String, Manifest> manifests = new HashMap<>();
        Segments segments = Segments.NONE;
        for (CatalogStore.Part part : stored.parts()) {
            try {
                Manifest manifest = ManifestCodec.read(read(part.manifest()));
                segments = segments.with(segments(manifest, known));
                manifests.put(part.sourceId(), manifest);
            } catch (IOException | IllegalArgumentException e) {
                LOG.error("The catalog lost what source {} published: {}", part.sourceId(), e.getMessage());
            }
        }
        return new LoadedRevision(stored.number(), manifests, segments);
    }

    private Segments segments(Manifest manifest, Segments known) throws IOException {
        Map<Digest, Segment> packages = new HashMap<>();
        for (Manifest.Suite suite : manifest.suites()) {
            for (Manifest.Entry entry : suite.entries()) {
                Segment shared = known.packages().get(entry.segment());
                packages.put(entry.segment(), shared == null ? Segment.checked(read(entry.segment())) : shared);
            }
        }
        Map<Digest, RecordSegment> records = new HashMap<>();
        for (Manifest.Collection collection : manifest.collections()) {
            Digest digest = collection.segment();
            RecordSegment shared = known.records().get(digest);
            records.put(digest, shared == null ? new RecordSegment(read(digest)) : shared);
        }
        return new Segments(packages, records);
    }

    private byte[] read(Digest digest) throws IOException {
        try (InputStream stream = depot.open(digest)
                .orElseThrow(() -> new FileNotFoundException("The depot does not hold " + digest + " any more"))) {
            byte[] bytes = stream.readNBytes(MAX_BYTES);
            if (!Digest.of(bytes).equals(digest)) {
                throw new IOException("The depot's content " + digest + " is damaged");
            }
            return bytes;
        }
    }
}
