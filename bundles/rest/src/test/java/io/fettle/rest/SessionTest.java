package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B-11: the life of a session as a browser sees it. */
class SessionTest {
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
    void logInSetsACookieThatScriptsAndOtherHostsCannotHave() throws Exception {
        HttpResponse<String> answer = rig.send(
                rig.json(rig.request("/session"), "{\"name\":\"anna\",\"password\":\"" + FakeLogins.PASSWORD + "\"}"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie"))
                .hasValue("__Host-fettle=fresh-session; Path=/; Secure; HttpOnly; SameSite=Lax");
        assertThat(answer.body())
                .isEqualTo(
                        "{\"name\":\"anna\",\"role\":\"ADMIN\",\"everything\":true,\"offices\":[],\"csrfToken\":\"csrf-1\","
                                + "\"expiresAt\":\"2026-11-22T20:00:00.123Z\",\"mustChangePassword\":false}")
                .doesNotContain("fresh-session");
    }

    @Test
    void refusedLogInIsAProblem() throws Exception {
        HttpResponse<String> answer =
                rig.send(rig.json(rig.request("/session"), "{\"name\":\"anna\",\"password\":\"wrong\"}"));
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
        assertThat(answer.body()).contains("\"code\":\"LOGIN_REFUSED\"").contains("\"type\":\"about:blank\"");
    }

    @Test
    void logOutEndsTheSession() throws Exception {
        HttpResponse<String> answer = rig.send(rig.as("VIEWER", "/session").DELETE());
        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).contains("Max-Age=0");
        assertThat(rig.send(rig.as("VIEWER", "/session").GET()).statusCode()).isEqualTo(401);
    }

    @Test
    void answersWithoutABodyHaveNone() throws Exception {
        String answer = rig.raw("DELETE", "/api/v1/session", "Cookie: __Host-fettle=ADMIN", "X-CSRF-Token: csrf-1");
        assertThat(answer).startsWith("HTTP/1.1 204 ").endsWith("\r\n\r\n").doesNotContain("Transfer-Encoding");
    }

    @Test
    void changeOfPasswordReplacesTheSession() throws Exception {
        HttpResponse<String> answer = rig.send(rig.json(
                rig.as("one-time", "/session/password"),
                "{\"oldPassword\":\"old\",\"newPassword\":\"long enough for anybody\"}"));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElse("")).startsWith("__Host-fettle=changed-session;");
        assertThat(rig.send(rig.as("one-time", "/session").GET()).statusCode()).isEqualTo(401);
        assertThat(rig.send(rig.as("changed-session", "/platform/capabilities").GET())
                        .statusCode())
                .isEqualTo(200);
    }
}
