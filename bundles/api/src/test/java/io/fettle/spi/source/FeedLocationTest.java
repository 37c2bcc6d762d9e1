package io.fettle.spi.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.fettle.api.FettleException;
import io.fettle.api.source.SourceError;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FeedLocationTest {
    @Test
    void aFileIsFoundBelowItsDirectory() {
        FeedLocation location = FeedLocation.parse("uri", " https://feeds.example.org/data/json ");
        assertThat(location).isEqualTo(new FeedLocation(URI.create("https://feeds.example.org/data/"), "json"));
        assertThat(location).hasToString("https://feeds.example.org/data/json");
        assertThat(FeedLocation.parse("uri", "http://feeds.example.org:81/a.gz").root())
                .hasToString("http://feeds.example.org:81/");
    }

    @Test
    void localFilesAreTakenTwoWays() {
        FeedLocation location = FeedLocation.parse("uri", "file:///srv/feeds/kev.json");
        assertThat(location).isEqualTo(new FeedLocation(URI.create("file:/srv/feeds/"), "kev.json"));
        assertThat(FeedLocation.parse("uri", "file:/srv/feeds/kev.json")).isEqualTo(location);
    }

    @Test
    void theSameIsEqualHoweverItIsWritten() {
        assertThat(FeedLocation.parse("uri", "HTTPS://Feeds.Example.ORG/a/../kev.json"))
                .isEqualTo(FeedLocation.parse("uri", "https://feeds.example.org/kev.json"));
    }

    @Test
    void whatIsEncodedIsFetchedPlain() {
        assertThat(FeedLocation.parse("uri", "https://feeds.example.org/a%20b/k%20v")
                        .path())
                .isEqualTo("k v");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "kev.json",
                "ftp://feeds.example.org/kev.json",
                "https://feeds.example.org",
                "https://feeds.example.org/data/",
                "https://feeds.example.org/data/..",
                "https://feeds.example.org/../../kev.json",
                "https://somebody@feeds.example.org/kev.json",
                "https://feeds.example.org/kev.json?key=1",
                "https://feeds.example.org/kev.json#part",
                "https:///kev.json",
                "file://elsewhere/kev.json",
                "file:kev.json",
                "https://feeds.example.org/a b"
            })
    void anythingElseIsRefusedByName(String text) {
        assertThatExceptionOfType(FettleException.class)
                .isThrownBy(() -> FeedLocation.parse("dsaUri", text))
                .matches(e -> e.code() == SourceError.INVALID_SOURCE)
                .withMessageContaining("dsaUri");
    }

    @Test
    void longOnesAreRefused() {
        assertThatExceptionOfType(FettleException.class)
                .isThrownBy(() -> FeedLocation.parse("uri", "https://feeds.example.org/" + "a".repeat(1_000)))
                .withMessageContaining("1000 characters");
    }
}
