package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.change.Topic;
import io.fettle.rest.capability.TestCapabilities;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a browser hears. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class LiveNewsTest {
    private final FakeLogins logins = new FakeLogins();
    private final FakeChangeLog log = new FakeChangeLog();
    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new RestRig(new TestCapabilities().logins(logins).changeLog(log));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void newListenerHearsWhatHappensFromNowOn() throws Exception {
        log.add(Topic.COMPUTER, "c-old");
        try (BufferedReader news = listen("/changes")) {
            assertThat(next(news)).containsExactly("retry: 3000", "id: 1");
            log.add(Topic.COMPUTER, "c-new");
            rig.streams.changed(2);
            assertThat(next(news)).containsExactly("id: 2", "event: COMPUTER", "data: {\"subject\":\"c-new\"}");
        }
    }

    @Test
    void returningListenerMissesNothing() throws Exception {
        for (int i = 1; i <= 3000; i++) {
            log.add(Topic.TASK, "t-" + i);
        }
        HttpResponse<InputStream> answer = rig.stream(rig.as("VIEWER", "/changes?since=5")
                .header("Last-Event-ID", "10")
                .GET());
        try (BufferedReader news = reader(answer)) {
            assertThat(next(news)).contains("id: 10");
            for (int i = 11; i <= 3000; i++) {
                assertThat(next(news))
                        .containsExactly("id: " + i, "event: TASK", "data: {\"subject\":\"t-" + i + "\"}");
            }
        }
    }

    @Test
    void listenerThatWasAwayTooLongReadsEverythingAnew() throws Exception {
        for (int i = 1; i <= 10_002; i++) {
            log.add(Topic.TASK, "t");
        }
        try (BufferedReader news = listen("/changes?since=1")) {
            next(news);
            assertThat(next(news)).startsWith("id: 10002", "event: RESYNC");
        }
    }

    @Test
    void listenerOfARestoredServerReadsEverythingAnew() throws Exception {
        try (BufferedReader news = listen("/changes?since=77")) {
            next(news);
            assertThat(next(news)).startsWith("id: 0", "event: RESYNC");
        }
    }

    @Test
    void evaluationIsToldAfterTheChangesAndWithoutAnId() throws Exception {
        try (BufferedReader news = listen("/changes")) {
            next(news);
            log.add(Topic.CATALOG, "s-1");
            rig.streams.evaluated(7, 1);
            assertThat(next(news)).startsWith("id: 1", "event: CATALOG");
            assertThat(next(news)).containsExactly("event: EVALUATED", "data: {\"subject\":\"1\"}");
        }
    }

    @Test
    void subjectsOutsideTheScopeAreHidden() throws Exception {
        try (BufferedReader news =
                reader(rig.stream(rig.as("branch", "/changes").GET()))) {
            next(news);
            log.add(Topic.COMPUTER, "c-elsewhere");
            rig.streams.changed(1);
            assertThat(next(news)).containsExactly("id: 1", "event: COMPUTER", "data: {\"subject\":\"\"}");
        }
    }

    @Test
    void aSessionThatEndsHearsNothingMore() throws Exception {
        try (BufferedReader news = listen("/changes")) {
            next(news);
            logins.logout("VIEWER");
            log.add(Topic.COMPUTER, "c-new");
            rig.streams.changed(1);
            assertThat(next(news)).isEmpty();
        }
    }

    @Test
    void listenersBeyondTheBoundAreSentAway() throws Exception {
        List<HttpResponse<InputStream>> open = new ArrayList<>();
        try {
            for (int i = 0; i < 50; i++) {
                open.add(rig.stream(rig.as("VIEWER", "/changes").GET()));
                assertThat(open.get(i).statusCode()).isEqualTo(200);
            }
            HttpResponse<String> answer = rig.send(rig.as("VIEWER", "/changes").GET());
            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.body()).contains("TOO_MANY_STREAMS");
        } finally {
            for (HttpResponse<InputStream> answer : open) {
                answer.body().close();
            }
        }
    }

    @Test
    void wrongRevisionsAreRefused() throws Exception {
        for (String since : List.of("-1", "x", "1e9", "9999999999999999999")) {
            assertThat(rig.send(rig.as("VIEWER", "/changes?since=" + since).GET())
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private BufferedReader listen(String path) throws Exception {
        HttpResponse<InputStream> answer = rig.stream(rig.as("VIEWER", path).GET());
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/event-stream");
        return reader(answer);
    }

    private static BufferedReader reader(HttpResponse<InputStream> answer) {
        return new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8));
    }

    /** Lines up to the next empty one. */
    private static List<String> next(BufferedReader news) throws IOException {
        List<String> lines = new ArrayList<>();
        String line = news.readLine();
        while (line != null && !line.isEmpty()) {
            if (!line.startsWith(":")) {
                lines.add(line);
            }
            line = news.readLine();
        }
        return lines;
    }
}
