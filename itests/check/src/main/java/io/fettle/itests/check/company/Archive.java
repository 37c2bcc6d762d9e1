package io.fettle.itests.check.company;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.testkit.vendor.TestVendor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** A signed archive in a directory. Its packages are nothing but random bytes; nobody installs them. */
public final class Archive {
    static final String TOOL = "check-tool";
    static final String OLD = "1.0";
    private static final String NEW = "1.1";
    private static final List<String> ARCHITECTURES = List.of("amd64");

    private final TestVendor vendor = new TestVendor(Instant.now());
    private final List<Step> packages;

    private Archive(Path directory, Random random, List<Integer> sizes) throws IOException {
        vendor.uri = "file:" + directory + '/';
        for (int i = 0; i < sizes.size(); i++) {
            byte[] content = new byte[sizes.get(i)];
            random.nextBytes(content);
            vendor.offer(i == 0 ? TOOL : "check-data-" + i, NEW, Optional.of(OLD), "", content);
        }
        packages = vendor.publishTo(directory).steps();
    }

    /** @param sizes in bytes, of one package each; computers have the first one in an older version */
    public static Archive in(Path directory, Random random, List<Integer> sizes) throws IOException {
        return new Archive(directory, random, sizes);
    }

    /** In the order of the sizes. */
    public List<Step> packages() {
        return packages;
    }

    String uri() {
        return vendor.uri;
    }

    String keyring() {
        return Base64.getEncoder().encodeToString(vendor.publicKey());
    }

    AptSetup setup() {
        AptRepository repository =
                new AptRepository(vendor.uri, TestVendor.SUITE, List.of("main"), ARCHITECTURES, List.of());
        return new AptSetup(ARCHITECTURES, List.of(repository), List.of(), Optional.empty());
    }
}
