package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B-02, B-04, C-09, F-03, G-02: requests that nobody honest sends. */
class HostileRequestTest {
    private static final String CANARY = "canary7f3a";
    private final FakeLogins logins = new FakeLogins();
    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new RestRig(new TestCapabilities().logins(logins));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void otherSpellingsOfAPathLeadNowhere() throws Exception {
        for (String target : List.of(
                "/api/v1/session/",
                "/api/v1/session;x",
                "/api/v1;x/session",
                "/api/v1//session",
                "/api//v1/session",
                "/api/v1/%73ession",
                "/api/v1/session%00",
                "/api/v1/%2e/session",
                "/api/v1/./session",
                "/api/v1/x/../session",
                "/api/v1/x/%2e%2e/session",
                "/api/v1/x/..;/session",
                "/api/v1/Session",
                "/api/v1/session/x",
                "/api/v1",
                "/api/v1/",
                "/api/",
                "/api/v0/session",
                "/api/v2/session",
                "/api/services",
                "/api/v1/services",
                "/api/v1?_wadl",
                "/api/v1/api-docs",
                "/api/v1/swagger.json",
                "/api/v1/openapi.yaml")) {
            String answer = rig.raw("GET", target, "Cookie: __Host-fettle=PLATFORM_ADMIN");
            // Jetty itself refuses a few (400) before anybody is asked.
            assertThat(answer).as(target).matches("(?s)HTTP/1.1 (404|400) .*");
        }
    }

    @Test
    void methodsThatNoRouteHasLeadNowhere() throws Exception {
        for (String method : List.of("HEAD", "OPTIONS", "TRACE", "PUT", "PATCH", "PROPFIND", "get")) {
            String answer = rig.raw(method, "/api/v1/session", "Cookie: __Host-fettle=PLATFORM_ADMIN");
            assertThat(answer).as(method).startsWith("HTTP/1.1 404 ");
        }
        assertThat(rig.raw("POST", "/api/v1/computers", "Cookie: __Host-fettle=ADMIN", "X-CSRF-Token: csrf-1"))
                .startsWith("HTTP/1.1 404 ");
    }

    @Test
    void getIsNeverTakenForADelete() throws Exception {
        String header =
                rig.raw("GET", "/api/v1/session", "Cookie: __Host-fettle=ADMIN", "X-HTTP-Method-Override: DELETE");
        String parameter = rig.raw("GET", "/api/v1/session?_method=DELETE", "Cookie: __Host-fettle=ADMIN");
        assertThat(logins.sessions).containsKey("ADMIN");
        assertThat(header).startsWith("HTTP/1.1 200 ");
        assertThat(parameter).startsWith("HTTP/1.1 400 ");
    }

    @Test
    void tokensInTheQueryAreRefused() throws Exception {
        for (String query : List.of("token=" + FakeLogins.TOKEN, "access_token=x", "__Host-fettle=ADMIN")) {
            assertThat(rig.raw("GET", "/api/v1/session?" + query)).startsWith("HTTP/1.1 401 ");
            assertThat(rig.raw("GET", "/api/v1/session?" + query, "Cookie: __Host-fettle=ADMIN"))
                    .startsWith("HTTP/1.1 400 ");
        }
    }

    @Test
    void unknownAndRepeatedParametersAreRefusedAndNotRepeated() throws Exception {
        for (String query : List.of(CANARY + "=1", "limit=1&limit=2", "limit=" + CANARY, "sort=" + CANARY, "&")) {
            HttpResponse<String> answer =
                    rig.send(rig.as("VIEWER", "/computers?" + query).GET());
            assertThat(answer.statusCode()).as(query).isEqualTo(400);
            assertThat(answer.body()).contains("INVALID_REQUEST").doesNotContain(CANARY);
        }
    }

    @Test
    void failuresNeverRepeatThePath() throws Exception {
        for (String target :
                List.of("/api/v1/" + CANARY, "/api/v1/computers/" + CANARY + "/" + CANARY, "/api/" + CANARY)) {
            assertThat(rig.raw("GET", target, "Cookie: __Host-fettle=ADMIN"))
                    .startsWith("HTTP/1.1 404 ")
                    .contains("application/problem+json")
                    .doesNotContain(CANARY);
        }
    }

    @Test
    void bodiesOutOfBoundsAreRefusedAndNotRepeated() throws Exception {
        String deep = "{\"name\":" + "[".repeat(100) + "]".repeat(100) + "}";
        for (String body : List.of(
                "",
                "null",
                "[]",
                "\"" + CANARY + "\"",
                "{\"name\":\"" + CANARY + "\"",
                "{\"" + CANARY + "\":1}",
                "{\"name\":\"a\",\"name\":\"b\",\"password\":\"" + CANARY + "\"}",
                "{\"name\":\"a\",\"password\":\"b\"} " + CANARY,
                "{\"@class\":\"" + CANARY + "\",\"name\":\"a\"}",
                "{\"name\":" + "1".repeat(100) + "}",
                "{\"name\":17,\"password\":\"b\"}",
                "{\"name\":\"a\"}",
                deep)) {
            HttpResponse<String> answer = rig.send(rig.json(rig.request("/session"), body));
            assertThat(answer.statusCode()).as(body).isEqualTo(400);
            assertThat(answer.body()).contains("INVALID_REQUEST").doesNotContain(CANARY);
        }
    }

    @Test
    void bodiesThatAreTooLongAreRefused() throws Exception {
        String body = "{\"name\":\"" + "x".repeat(9 * 1024 * 1024) + "\"}";
        HttpResponse<String> answer = rig.send(rig.json(rig.request("/session"), body));
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("TOO_LARGE");
    }

    @Test
    void otherContentTypesAreRefused() throws Exception {
        for (String type : List.of("application/xml", "text/plain", "application/x-www-form-urlencoded")) {
            HttpResponse<String> answer = rig.send(rig.request("/session")
                    .header("Content-Type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("name=a&password=b")));
            assertThat(answer.statusCode()).as(type).isEqualTo(400);
        }
    }

    @Test
    void everyAnswerForbidsKeepingGuessingAndFraming() throws Exception {
        for (String path : List.of("/openapi.json", "/session", "/nowhere")) {
            HttpResponse<String> answer = rig.send(rig.request(path).GET());
            assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(answer.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("frame-ancestors 'none'");
            assertThat(answer.headers().firstValue("Access-Control-Allow-Origin"))
                    .isEmpty();
        }
    }

    @Test
    void ownFaultsTellNothingButTheRequestsId() throws Exception {
        rig.capabilities.changeLog(new BrokenLog());
        HttpResponse<String> answer = rig.send(rig.as("VIEWER", "/changes").GET());
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body())
                .contains("INTERNAL_ERROR")
                .contains("\"requestId\":\"")
                .doesNotContain(CANARY);
    }

    @Test
    void absentCapabilitiesAskToComeBack() throws Exception {
        HttpResponse<String> answer = rig.send(rig.as("VIEWER", "/sources").GET());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("CAPABILITY_ABSENT");
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void nobodyIsLetInWhileTheLogInIsAbsent() throws Exception {
        rig.capabilities.logins(null);
        assertThat(rig.send(rig.as("PLATFORM_ADMIN", "/platform/capabilities").GET())
                        .statusCode())
                .isEqualTo(503);
    }

    private static final class BrokenLog implements io.fettle.api.change.ChangeLog {
        @Override
        public long latest() {
            throw new IllegalStateException(CANARY);
        }

        @Override
        public List<io.fettle.api.change.Change> since(long revision, int max) {
            return List.of();
        }
    }
}
