package io.fettle.testkit.source;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.VulnerabilityNote;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.content.ContentError;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.source.FeedSink;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keeps what is handed over. Not thread-safe. */
public final class RecordingSink implements FeedSink {
    private final Map<Digest, byte[]> contents = new HashMap<>();
    private final List<OfferedRepository> repositories = new ArrayList<>();
    private final List<MirroredSuite.Index> indexes = new ArrayList<>();
    private final List<Digest> bases = new ArrayList<>();
    private final List<OfferedPackage> packages = new ArrayList<>();
    private final Map<String, Digest> collections = new LinkedHashMap<>();
    private final Map<String, Advisory> advisories = new LinkedHashMap<>();
    private final Map<CveId, VulnerabilityNote> notes = new LinkedHashMap<>();
    private boolean wanting = true;

    /** From now on it says of every index and collection that it is known already. */
    public void wantNothing() {
        wanting = false;
    }

    public Map<Digest, byte[]> contents() {
        return contents;
    }

    public List<OfferedRepository> repositories() {
        return repositories;
    }

    public List<MirroredSuite.Index> indexes() {
        return indexes;
    }

    /** Basis of each index, in the order of {@link #indexes}. */
    public List<Digest> bases() {
        return bases;
    }

    public List<OfferedPackage> packages() {
        return packages;
    }

    /** Basis of each collection by its name. */
    public Map<String, Digest> collections() {
        return collections;
    }

    /** By id, the last one that was handed over under it. */
    public Map<String, Advisory> advisories() {
        return advisories;
    }

    public Map<CveId, VulnerabilityNote> notes() {
        return notes;
    }

    @Override
    public boolean holds(Digest digest) {
        return contents.containsKey(digest);
    }

    @Override
    public void keep(Digest digest, long size, InputStream bytes) throws IOException {
        byte[] content = bytes.readAllBytes();
        if (content.length != size || !Digest.of(content).equals(digest)) {
            throw new FettleException(ContentError.DIGEST_MISMATCH, "not " + digest);
        }
        contents.put(digest, content);
    }

    @Override
    public InputStream read(Digest digest) throws IOException {
        return new ByteArrayInputStream(Optional.ofNullable(contents.get(digest))
                .orElseThrow(() -> new FileNotFoundException("Nobody kept " + digest)));
    }

    @Override
    public void repository(OfferedRepository repository) {
        repositories.add(repository);
    }

    @Override
    public boolean index(MirroredSuite.Index index, Digest basis) {
        indexes.add(index);
        bases.add(basis);
        return wanting;
    }

    @Override
    public void offered(OfferedPackage offered) {
        packages.add(offered);
    }

    @Override
    public boolean collection(String name, Digest basis) {
        if (collections.putIfAbsent(name, basis) != null) {
            throw new IllegalStateException("Collection " + name + " was handed over already");
        }
        return wanting;
    }

    @Override
    public void advisory(Advisory advisory) {
        requireWanted();
        advisories.put(advisory.nativeId(), advisory);
    }

    @Override
    public void note(VulnerabilityNote note) {
        requireWanted();
        notes.put(note.cve(), note);
    }

    private void requireWanted() {
        if (collections.isEmpty() || !wanting) {
            throw new IllegalStateException("It belongs to a collection whose content is wanted; start one first");
        }
    }
}
