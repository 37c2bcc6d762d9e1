package io.fettle.source.apt;

import static io.fettle.source.apt.TestRepository.stanza;

import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.testkit.source.PatchSourceContract;
import io.fettle.testkit.source.VendorEdition;
import io.fettle.testkit.vendor.TestKey;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

class AptSourceContractTest extends PatchSourceContract {
    private static final TestKey KEY = new TestKey();
    private static final String ROOT = "http://deb.example.org/debian/";
    private static final String MAIN = "main/binary-amd64/Packages";
    /** Made once: two signatures of one text are not the same bytes. */
    private static final VendorEdition FIRST =
            edition(TestRepository.DATE, stanza("openssl", "3.0.1-1"), stanza("bash", "5.2-1"));

    private static final VendorEdition LATER =
            edition(TestRepository.DATE.plus(Duration.ofDays(1)), stanza("openssl", "3.0.2-1"), stanza("curl", "8-1"));

    @Override
    protected PatchSourceFactory factory() {
        return new AptSourceFactory();
    }

    @Override
    protected Map<String, String> settings() {
        return Map.of(
                "uri",
                ROOT,
                "suite",
                "bookworm",
                "components",
                "main",
                "architectures",
                "amd64",
                "keyring",
                KEY.keyring());
    }

    @Override
    protected VendorEdition first() {
        return FIRST;
    }

    @Override
    protected VendorEdition later() {
        return LATER;
    }

    private static VendorEdition edition(Instant date, String... stanzas) {
        TestRepository repository = new TestRepository("bookworm").index(MAIN, stanzas);
        repository.fields.put("Date", TestRepository.date(date));
        repository.sign(KEY);
        Map<String, byte[]> files = new HashMap<>();
        repository.files.forEach((path, content) -> files.put(ROOT + path, content));
        return new VendorEdition(date.plus(Duration.ofHours(6)), files);
    }
}
