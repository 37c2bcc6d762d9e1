package io.fettle.mirror.changelog;

import io.fettle.format.FormatException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ChangelogFuzzTest {
    private static final String PATH = "usr/share/doc/curl/changelog.Debian.gz";
    private static final byte[] ENTRY = "curl (1-2) x; urgency=low\n\n  * CVE-2026-1000\n\n -- A <a@example.org>  x\n\n"
            .getBytes(StandardCharsets.UTF_8);

    @Test
    @Fuzzes(DebArchive.class)
    void archivesAreReadOrRefused() throws Exception {
        byte[] deb = new DebFile().file("./" + PATH, '0', DebFile.gzip(ENTRY)).build();
        Fuzz.of("deb", deb).declares(FormatException.class).within(32 << 20).check(input -> new DebArchive("fuzz")
                .read(new ByteArrayInputStream(input), Set.of(PATH), found -> Changelog.read(found, "curl", "fuzz")));
    }

    @Test
    @Fuzzes(Changelog.class)
    void changelogsAreReadOrRefused() throws Exception {
        Fuzz.of("changelog", ENTRY, DebFile.gzip(ENTRY))
                .declares(FormatException.class)
                .lenient()
                .within(32 << 20)
                .check(input -> Changelog.read(new ByteArrayInputStream(input), "curl", "fuzz"));
    }
}
