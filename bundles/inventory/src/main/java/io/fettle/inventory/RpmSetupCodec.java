package io.fettle.inventory;

import io.fettle.api.inventory.RpmRepository;
import io.fettle.api.inventory.RpmSetup;
import java.util.ArrayList;
import java.util.List;

/**
 * {@link RpmSetup} as bytes: version 2 of a setup, then its components in their order, the last only where the locks are not
 * known. Equal setups have equal bytes.
 */
final class RpmSetupCodec {
    static final int VERSION = 2;

    private RpmSetupCodec() {}

    static byte[] encode(RpmSetup setup) {
        ByteWriter out = new ByteWriter().version(VERSION).text(setup.arch());
        out.number(setup.repositories().size());
        for (RpmRepository repository : setup.repositories()) {
            out.text(repository.id())
                    .texts(repository.baseUrls())
                    .text(repository.mirrors())
                    .signed(repository.priority())
                    .flag(repository.moduleHotfixes())
                    .flag(repository.packagesSigned())
                    .flag(repository.metadataSigned())
                    .texts(repository.excludes())
                    .texts(repository.includes());
        }
        out.texts(setup.excludes())
                .texts(setup.includes())
                .texts(setup.locks())
                .texts(setup.modules())
                .flag(setup.obsoletes());
        return (setup.locksKnown() ? out : out.flag(false)).toBytes();
    }

    static RpmSetup decode(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, VERSION);
        String arch = in.text();
        int count = in.size();
        List<RpmRepository> repositories = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            repositories.add(new RpmRepository(
                    in.text(),
                    in.texts(),
                    in.text(),
                    in.signed(),
                    in.flag(),
                    in.flag(),
                    in.flag(),
                    in.texts(),
                    in.texts()));
        }
        RpmSetup setup = new RpmSetup(
                arch, repositories, in.texts(), in.texts(), in.texts(), in.texts(), in.flag(), in.atEnd() || in.flag());
        in.end();
        return setup;
    }
}
