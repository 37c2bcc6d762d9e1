package io.fettle.source.debian.tracker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrackerSettingsTest {
    @Test
    void nothingHasToBeSet() {
        TrackerSettings settings = TrackerSettings.parse(Map.of());
        assertThat(settings.flaws()).hasToString(TrackerSettings.DEFAULT_URI);
        assertThat(settings.cveList()).isEmpty();
        assertThat(settings.dsaList()).isEmpty();
        assertThat(settings.dlaList()).isEmpty();
        assertThat(settings.releases().platform("bookworm")).contains("Debian:12");
        assertThat(settings.releases().platform("trixie")).contains("Debian:13");
        assertThat(settings.releases().platform("sid")).isEmpty();
    }

    @Test
    void releasesAreChosenByCodeName() {
        Releases releases = Releases.parse(" bookworm, erik=Debian:16 ");
        assertThat(releases.platforms())
                .containsExactly(Map.entry("bookworm", "Debian:12"), Map.entry("erik", "Debian:16"));
    }

    @Test
    void wrongSettingsAreNamed() {
        assertInvalid("releases", "erik", "erik=Debian:N");
        assertInvalid("releases", "bookworm=Ubuntu:12", "releases");
        assertInvalid("releases", "a=Debian:1 ".repeat(31), "releases");
        assertInvalid("uri", "ftp://tracker.example.org/json", "uri");
        assertInvalid("cveUri", "list", "cveUri");
        assertInvalid("dsaUri", "https://lists.example.org/", "dsaUri");
        assertInvalid("dlaUri", "https://me@lists.example.org/list", "dlaUri");
    }

    private static void assertInvalid(String key, String value, String named) {
        assertThatExceptionOfType(FettleException.class)
                .isThrownBy(() -> TrackerSettings.parse(Map.of(key, value)))
                .matches(e -> e.code() == SourceError.INVALID_SOURCE)
                .withMessageContaining(named);
    }
}
