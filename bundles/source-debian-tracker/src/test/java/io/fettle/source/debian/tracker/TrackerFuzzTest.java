package io.fettle.source.debian.tracker;

import io.fettle.api.FettleException;
import io.fettle.format.FormatException;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class TrackerFuzzTest {
    private static final Releases RELEASES = Releases.parse("");

    @Test
    @Fuzzes(FlawReader.class)
    void flawsAreReadOrRefused() {
        Fuzz.of("tracker's JSON", TrackerDocuments.JSON)
                .declares(FormatException.class)
                .check(input -> FlawReader.read(
                        new ByteArrayInputStream(input), "fuzz", RELEASES, new FlawIndex(), entries -> {}));
    }

    @Test
    @Fuzzes(CveListReader.class)
    void listsOfFlawsAreReadOrRefused() {
        Fuzz.of("list of CVEs", TrackerDocuments.CVE_LIST)
                .declares(FormatException.class)
                .check(input -> CveListReader.read(new ByteArrayInputStream(input), "fuzz", RELEASES, new FlawIndex()));
    }

    @Test
    @Fuzzes({BulletinReader.class, PackageLine.class})
    void bulletinsAreReadOrRefused() {
        Fuzz.of("list of DSAs", TrackerDocuments.DSA_LIST)
                .declares(FormatException.class)
                .check(input -> BulletinReader.read(new ByteArrayInputStream(input), "fuzz", RELEASES));
    }

    @Test
    @Fuzzes(Releases.class)
    void releasesAreReadOrRefused() {
        Fuzz.of("releases", "bookworm trixie erik=Debian:16")
                .declares(FettleException.class)
                .check(input -> Releases.parse(new String(input, StandardCharsets.UTF_8)));
    }
}
