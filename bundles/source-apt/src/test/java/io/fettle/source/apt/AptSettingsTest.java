package io.fettle.source.apt;

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

class AptSettingsTest {
    private static final TestKey KEY = new TestKey();

    private final Map<String, String> settings = new HashMap<>(Map.of(
            "uri", "http://Deb.Example.org/debian",
            "suite", "bookworm",
            "components", "main contrib",
            "architectures", "amd64",
            "keyring", KEY.keyring()));

    @Test
    void theSameRepositoryHasOneIdentity() {
        String identity = AptSettings.parse(settings).identity();
        settings.put("uri", "http://deb.example.org/debian/");
        settings.put("components", "main");
        assertThat(AptSettings.parse(settings).identity()).isEqualTo(identity);
        assertThat(identity).isEqualTo("http://deb.example.org/debian/ bookworm");
    }

    @ParameterizedTest
    @CsvSource({
        "uri, ''",
        "uri, ftp://deb.example.org/",
        "uri, http://user:secret@deb.example.org/",
        "uri, http:///debian",
        "uri, http://deb.example.org/?x=1",
        "uri, file://host/debian",
        "suite, ''",
        "suite, ../bookworm",
        "suite, /bookworm",
        "suite, a//b",
        "suite, book worm",
        "components, ''",
        "components, ../main",
        "architectures, ''",
        "architectures, AMD64/x",
        "keyring, ''",
        "keyring, '!!'",
        "keyring, AAAA",
        "fingerprints, 1234",
    })
    void aWrongSettingIsNamed(String key, String value) {
        settings.put(key, value);
        assertThatThrownBy(() -> AptSettings.parse(settings))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(SourceError.INVALID_SOURCE))
                .hasMessageContaining("\"" + key + "\"")
                .hasMessageNotContaining("secret");
    }

    @Test
    void aLocalDirectoryIsAccepted() {
        settings.put("uri", "file:/srv/mirror");
        assertThat(AptSettings.parse(settings).uri()).hasToString("file:/srv/mirror/");
        settings.put("uri", "file:///srv/mirror/");
        assertThat(AptSettings.parse(settings).uri()).hasToString("file:/srv/mirror/");
    }
}
