package io.fettle.source.apt;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.content.ContentError;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.source.FeedSink;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Keeps what is handed over. */
final class RecordingSink implements FeedSink {
    final Map<Digest, byte[]> contents = new HashMap<>();
    final List<OfferedRepository> repositories = new ArrayList<>();
    final List<MirroredSuite.Index> indexes = new ArrayList<>();
    final List<OfferedPackage> packages = new ArrayList<>();
    boolean wantsPackages = true;

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
    public InputStream read(Digest digest) {
        return new ByteArrayInputStream(contents.get(digest));
    }

    @Override
    public void repository(OfferedRepository repository) {
        repositories.add(repository);
    }

    @Override
    public boolean index(MirroredSuite.Index index) {
        indexes.add(index);
        return wantsPackages;
    }

    @Override
    public void offered(OfferedPackage offered) {
        packages.add(offered);
    }
}
