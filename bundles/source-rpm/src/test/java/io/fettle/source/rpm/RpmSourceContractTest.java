package io.fettle.source.rpm;

import static io.fettle.source.rpm.TestRepository.collection;
import static io.fettle.source.rpm.TestRepository.fix;
import static io.fettle.source.rpm.TestRepository.pkg;
import static io.fettle.source.rpm.TestRepository.primary;
import static io.fettle.source.rpm.TestRepository.update;
import static io.fettle.source.rpm.TestRepository.updates;

import io.fettle.source.rpm.TestRepository.Packing;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.testkit.source.PatchSourceContract;
import io.fettle.testkit.source.VendorEdition;
import io.fettle.testkit.vendor.TestKey;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

class RpmSourceContractTest extends PatchSourceContract {
    private static final TestKey KEY = new TestKey();
    private static final String ROOT = "https://dl.example.org/9/BaseOS/x86_64/os/";
    private static final VendorEdition FIRST = edition(
            0,
            primary(pkg("bash 0 5.1.8 9.el9 x86_64"), pkg("curl 0 8 1.el9 x86_64")),
            updates(
                    announced("RLSA-2026:1", "bash 0 5.1.8 10.el9 x86_64"),
                    announced("RLSA-2026:2", "curl 0 8 1.el9 x86_64")));
    private static final VendorEdition LATER = edition(
            86_400,
            primary(pkg("bash 0 5.1.8 10.el9 x86_64"), pkg("zlib 0 1 1.el9 x86_64")),
            updates(
                    announced("RLSA-2026:1", "bash 0 5.1.8 11.el9 x86_64"),
                    announced("RLSA-2026:3", "zlib 0 1 1.el9 x86_64")));

    @Override
    protected PatchSourceFactory factory() {
        return new RpmSourceFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of("uri", ROOT, "repository", "baseos", "platform", "Rocky Linux:9", "keyring", KEY.keyring());
    }

    @Override
    protected VendorEdition first() {
        return FIRST;
    }

    @Override
    protected VendorEdition later() {
        return LATER;
    }

    private static String announced(String id, String fixed) {
        return update(
                id,
                "<title>Important: " + id + "</title><issued date=\"2026-01-01 10:00:00\"/>"
                        + "<severity>Important</severity><description>Mends it.</description>"
                        + collection(fix(fixed)));
    }

    private static VendorEdition edition(long seconds, String primary, String updates) {
        TestRepository repository =
                new TestRepository().file("primary", primary, Packing.GZ).file("updateinfo", updates, Packing.XZ);
        repository.revision = String.valueOf(TestRepository.REVISION + seconds);
        repository.sign(KEY);
        Map<String, byte[]> files = new HashMap<>();
        repository.files.forEach((path, content) -> files.put(ROOT + path, content));
        return new VendorEdition(Instant.ofEpochSecond(TestRepository.REVISION + seconds + 3600), files);
    }
}
