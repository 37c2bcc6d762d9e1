package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.identity.Role;
import io.fettle.rest.capability.TestCapabilities;
import io.fettle.rest.route.Route;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * B-01: every endpoint times every identity. No capability but the log-in is here, so whoever is let in meets 503 or
 * another answer that is not about access.
 */
class AccessMatrixTest {
    private static RestRig rig;

    @BeforeAll
    static void start() throws Exception {
        rig = new RestRig(new TestCapabilities().logins(new FakeLogins()));
    }

    @AfterAll
    static void stop() throws Exception {
        rig.close();
    }

    @Test
    void nobodyIsLetInWhereARoleIsAsked() throws Exception {
        everywhere(route -> rig.request(path(route)), route -> needed(route).map(r -> "401 NOT_LOGGED_IN"));
    }

    @Test
    void certificatesOpenNothing() throws Exception {
        everywhere(route -> rig.request(path(route)).header(RestRig.CERTIFICATE, "agent"), route -> needed(route)
                .map(r -> "401 NOT_LOGGED_IN"));
    }

    @Test
    void unknownSessionsAreNobody() throws Exception {
        everywhere(
                route -> rig.as("forged", path(route)), route -> needed(route).map(r -> "401 NOT_LOGGED_IN"));
    }

    @Test
    void twoSessionCookiesAreNobody() throws Exception {
        everywhere(
                route -> rig.request(path(route))
                        .header("Cookie", "__Host-fettle=PLATFORM_ADMIN; __Host-fettle=VIEWER")
                        .header("X-CSRF-Token", FakeLogins.CSRF),
                route -> needed(route).map(r -> "401 NOT_LOGGED_IN"));
    }

    @Test
    void eachRoleIsLetInWhereItsRankSuffices() throws Exception {
        for (Role role : Role.values()) {
            everywhere(
                    route -> rig.as(role.name(), path(route)),
                    route -> needed(route).filter(n -> !role.includes(n)).map(n -> "403 ROLE_TOO_LOW"));
        }
    }

    @Test
    void whoSeesSomeOfficesIsKeptFromWhatIsAboutTheWholeServer() throws Exception {
        for (Role role : List.of(Role.VIEWER, Role.OPERATOR, Role.ADMIN)) {
            everywhere(route -> rig.as("branch-" + role, path(route)), route -> needed(route)
                    .filter(n -> !role.includes(n))
                    .map(n -> "403 ROLE_TOO_LOW")
                    .or(() -> route.access().everything() ? Optional.of("403 SCOPE_TOO_NARROW") : Optional.empty()));
        }
        assertThat(rig.routes())
                .filteredOn(route -> route.access().everything())
                .extracting(route -> route.verb() + ' ' + route.path())
                .containsExactlyInAnyOrder(
                        "GET /audit",
                        "GET /demo",
                        "POST /demo",
                        "POST /offices",
                        "POST /sources",
                        "DELETE /sources/{id}",
                        "PUT /health-policy",
                        "GET /platform/bundles",
                        "POST /platform/bundles",
                        "DELETE /platform/bundles/{name}");
    }

    @Test
    void localTokenOpensEverything() throws Exception {
        everywhere(
                route -> rig.request(path(route)).header("Authorization", "Fettle-Local " + FakeLogins.TOKEN),
                route -> onlyForSessions(route) ? Optional.of("401 NOT_LOGGED_IN") : Optional.empty());
    }

    @Test
    void wrongTokensOpenNothingEvenBesideASession() throws Exception {
        for (String value : List.of("Fettle-Local", "Fettle-Local ", "Fettle-Local wrong", "Basic YTpi", "Bearer x")) {
            everywhere(
                    route -> rig.as("PLATFORM_ADMIN", path(route)).header("Authorization", value),
                    route -> needed(route).map(r -> "401 NOT_LOGGED_IN"));
        }
    }

    @Test
    void oneTimePasswordOpensItsOwnChangeOnly() throws Exception {
        everywhere(
                route -> rig.as("one-time", path(route)),
                route -> route.access().beforePasswordChange()
                        ? Optional.empty()
                        : Optional.of("403 PASSWORD_CHANGE_REQUIRED"));
    }

    @Test
    void unsafeMethodsNeedTheSessionsToken() throws Exception {
        for (String token : List.of("", "wrong", FakeLogins.CSRF + "x")) {
            everywhere(
                    route -> {
                        HttpRequest.Builder request =
                                rig.request(path(route)).header("Cookie", "__Host-fettle=PLATFORM_ADMIN");
                        return token.isEmpty() ? request : request.header("X-CSRF-Token", token);
                    },
                    route -> needed(route)
                            .filter(n -> !route.verb().equals("GET"))
                            .map(n -> "403 CSRF_REFUSED"));
        }
    }

    @Test
    void foreignOriginsAreRefusedEverywhere() throws Exception {
        for (String origin : List.of("https://evil.example", "null", "http://127.0.0.1", rig.origin() + "0")) {
            everywhere(
                    route -> rig.as("PLATFORM_ADMIN", path(route)).header("Origin", origin),
                    route -> Optional.of("403 ORIGIN_REFUSED"));
        }
    }

    @Test
    void ownOriginIsWelcome() throws Exception {
        everywhere(
                route -> rig.as("PLATFORM_ADMIN", path(route)).header("Origin", rig.origin()),
                route -> Optional.empty());
    }

    @Test
    void nothingIsThereWithoutTls() throws Exception {
        everywhere(
                route -> rig.plainRequest(path(route))
                        .header("Authorization", "Fettle-Local " + FakeLogins.TOKEN)
                        .header("X-Forwarded-Proto", "https")
                        .header("Forwarded", "proto=https"),
                route -> Optional.of("404 NOT_FOUND"));
    }

    /** @param refusal what is expected; empty where the request must be let in */
    private static void everywhere(
            Function<Route, HttpRequest.Builder> identity, Function<Route, Optional<String>> refusal) throws Exception {
        List<String> wrong = new ArrayList<>();
        for (Route route : rig.routes()) {
            if (route.path().equals("/session") && route.verb().equals("DELETE")) {
                rig.capabilities.logins(new FakeLogins());
            }
            HttpResponse<String> answer = rig.send(complete(route, identity.apply(route)));
            rig.capabilities.logins(new FakeLogins());
            Optional<String> expected = refusal.apply(route);
            if (!matches(answer, expected)) {
                wrong.add(route.verb() + ' ' + route.path() + ": " + answer.statusCode() + ' ' + answer.body()
                        + ", expected " + expected.orElse("to be let in"));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(rig.routes()).hasSizeGreaterThan(30);
    }

    private static boolean matches(HttpResponse<String> answer, Optional<String> refusal) {
        if (refusal.isPresent()) {
            String[] parts = refusal.get().split(" ");
            return answer.statusCode() == Integer.parseInt(parts[0])
                    && answer.body().contains("\"code\":\"" + parts[1] + '"');
        }
        return answer.statusCode() != 401
                && answer.statusCode() != 403
                && answer.statusCode() != 404
                && answer.statusCode() != 500;
    }

    private static HttpRequest.Builder complete(Route route, HttpRequest.Builder request) {
        HttpRequest.BodyPublisher none = HttpRequest.BodyPublishers.noBody();
        if (route.body().isEmpty()) {
            return request.method(route.verb(), none);
        }
        if (!route.body().get().getType().isRecord()) {
            return request.header("Content-Type", "application/octet-stream")
                    .method(route.verb(), HttpRequest.BodyPublishers.ofString("PK"));
        }
        return request.header("Content-Type", "application/json")
                .method(route.verb(), HttpRequest.BodyPublishers.ofString("{}"));
    }

    private static String path(Route route) {
        return route.path().replaceAll("\\{[a-z]+}", "c-1");
    }

    private static Optional<Role> needed(Route route) {
        return route.access().role();
    }

    /** The session itself is nothing that the local token has. */
    private static boolean onlyForSessions(Route route) {
        return route.path().equals("/session") && !route.verb().equals("POST");
    }
}
