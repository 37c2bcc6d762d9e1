package io.fettle.source.rpm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import io.fettle.testkit.vendor.TestKey;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RpmSettingsTest {
    private final Map<String, String> settings =
            new HashMap<>(Map.of("uri", "https://DL.example.org/9/os", "platform", "Fedora:42"));

    @Test
    void twoSettingsAreEnough() {
        RpmSettings read = RpmSettings.parse(settings);
        assertThat(read.uri()).hasToString("https://dl.example.org/9/os/");
        assertThat(read.keys()).isEmpty();
        assertThat(read.repository()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "uri, ''",
        "uri, ftp://dl.example.org/",
        "uri, https://user@dl.example.org/",
        "uri, https://dl.example.org/?x",
        "uri, file://host/x",
        "platform, ''",
        "platform, Fedora",
        "platform, Fedora:",
        "platform, '<b>:1'",
        "repository, ../x",
        "repo_gpgcheck, perhaps",
        "keyring, no keys",
        "fingerprints, abc"
    })
    void wrongSettingsAreNamed(String key, String value) {
        settings.put(key, value);
        assertThatThrownBy(() -> RpmSettings.parse(settings))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(SourceError.INVALID_SOURCE))
                .hasMessageContaining('"' + key + '"');
    }

    @Test
    void aSignatureThatIsAskedForNeedsKeys() {
        settings.put("repo_gpgcheck", "1");
        assertThatThrownBy(() -> RpmSettings.parse(settings)).hasMessageContaining("keyring");
    }

    @Test
    void plainHttpWithoutSignatureHasToBeAccepted() {
        settings.put("uri", "http://dl.example.org/9/os");
        assertThatThrownBy(() -> RpmSettings.parse(settings)).hasMessageContaining("allow_unsigned_http");
        settings.put("allow_unsigned_http", "true");
        assertThat(RpmSettings.parse(settings).keys()).isEmpty();
        settings.remove("allow_unsigned_http");
        settings.put("keyring", new TestKey().keyring());
        assertThat(RpmSettings.parse(settings).keys()).isPresent();
    }

    @Test
    void whatChangesTheOutcomeChangesTheFingerprint() {
        RpmSettings before = RpmSettings.parse(settings);
        settings.put("unknown", "x");
        assertThat(RpmSettings.parse(settings).fingerprint()).isEqualTo(before.fingerprint());
        settings.put("platform", "Fedora:43");
        assertThat(RpmSettings.parse(settings).fingerprint()).isNotEqualTo(before.fingerprint());
    }
}
