package io.fettle.format.deb822;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.format.FormatException;
import io.fettle.format.openpgp.Fixtures;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ReleaseFileTest {

    private static final String DIGEST = "5891b5b522d5df086d0ff0b110fbd9d21bb4fc7163af34d08286a2e846f6be03";
    private static final String HEAD = "Date: Thu, 01 Jan 2026 00:00:00 UTC\nSHA256:\n";

    @Test
    void readsWhatASignatureVouchesFor() throws IOException {
        ReleaseFile release = ReleaseFile.parse(
                Fixtures.verifier().verifyCleartext(Fixtures.bytes("InRelease"), "InRelease"), "InRelease");
        assertThat(release.origin()).isEqualTo("Fixture");
        assertThat(release.label()).isEqualTo("Fixture Archive");
        assertThat(release.suite()).isEqualTo("stable");
        assertThat(release.codename()).isEqualTo("fixture");
        assertThat(release.version()).isEqualTo("1.0");
        assertThat(release.date()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(release.validUntil()).contains(Instant.parse("2026-01-08T00:00:00Z"));
        assertThat(release.architectures()).containsExactly("all", "amd64");
        assertThat(release.components()).containsExactly("main");
        assertThat(release.acquireByHash()).isTrue();
        assertThat(release.notAutomatic()).isFalse();
        assertThat(release.butAutomaticUpgrades()).isFalse();
        assertThat(release.field("description")).isPresent();
        assertThat(release.indexes().keySet())
                .containsExactly("main/binary-amd64/Packages", "main/binary-amd64/Packages.xz");
        IndexEntry entry = release.indexes().get("main/binary-amd64/Packages.xz");
        assertThat(entry.size()).isEqualTo(6);
        assertThat(entry.sha256().hex()).isEqualTo(DIGEST);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Sat, 1 Jun 2024 09:05:07 UTC|2024-06-01T09:05:07Z",
                "Sat,  1 Jun 2024 09:05:07 GMT|2024-06-01T09:05:07Z",
                "01 Jun 2024 09:05:07 +0000|2024-06-01T09:05:07Z",
                "Thu, 29 Feb 2024 23:59:59 Z|2024-02-29T23:59:59Z"
            })
    void readsTheDatesThatArchivesWrite(String written, String meant) throws IOException {
        assertThat(parse("Date: " + written + "\nSHA256:\n " + DIGEST + " 1 p\n")
                        .date())
                .isEqualTo(Instant.parse(meant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Sat, 01 Jun 2024 09:05:07 +0200", "Sat, 31 Jun 2024 09:05:07 UTC", "2024-06-01T09:05:07Z",
                "Sat, 01 Jux 2024 09:05:07 UTC", "Sat, 01 Jun 2024 25:05:07 UTC", "Sat, 01 Jun 2024 09:05:07"
            })
    void refusesOtherDates(String date) {
        assertRefused("Date: " + date + "\nSHA256:\n " + DIGEST + " 1 p\n");
        assertRefused("Valid-Until: " + date + "\n" + HEAD + " " + DIGEST + " 1 p\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../p",
                "a/../b",
                "/etc/passwd",
                "a//b",
                "./a",
                "a/",
                "a\\b",
                "a b",
                "",
                "a\u0001b",
                "p\u00e4ckchen"
            })
    void refusesPathsThatLeaveTheSuite(String path) {
        assertRefused(HEAD + " " + DIGEST + " 1 " + path + "\n");
    }

    @Test
    void refusesWhatIsMissingOrContradictory() {
        assertRefused("Date: Thu, 01 Jan 2026 00:00:00 UTC\n");
        assertRefused("Date: Thu, 01 Jan 2026 00:00:00 UTC\nMD5Sum:\n d41d8cd98f00b204e9800998ecf8427e 0 p\n");
        assertRefused("SHA256:\n " + DIGEST + " 1 p\n");
        assertRefused(HEAD + " " + DIGEST + " 1 p\n " + DIGEST + " 2 p\n");
        assertRefused(HEAD + " " + DIGEST.substring(1) + " 1 p\n");
        assertRefused(HEAD + " " + DIGEST + " -1 p\n");
        assertRefused(HEAD + " " + DIGEST + " 9999999999999999 p\n");
        assertRefused(HEAD + " " + DIGEST + " 1 p\n\nOrigin: second stanza\n");
        assertRefused(HEAD + " " + DIGEST + " 1 p\nOrigin: a\u0007b\n");
    }

    @Test
    void sameLineTwiceIsHarmless() throws IOException {
        assertThat(parse(HEAD + (" " + DIGEST + " 1 p\n").repeat(2)).indexes()).hasSize(1);
    }

    private static void assertRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(FormatException.class);
    }

    private static ReleaseFile parse(String text) throws IOException {
        return ReleaseFile.parseUnverified(text.getBytes(StandardCharsets.UTF_8), "Release");
    }
}
