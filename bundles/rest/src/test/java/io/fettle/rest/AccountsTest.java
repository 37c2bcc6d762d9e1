package io.fettle.rest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fettle.api.Scope;
import io.fettle.api.identity.Accounts;
import io.fettle.api.identity.Role;
import io.fettle.rest.capability.TestCapabilities;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AccountsTest {
    private final FakeAccounts accounts = new FakeAccounts();
    private RestRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new RestRig(new TestCapabilities()
                .logins(new FakeLogins())
                .accounts(accounts)
                .offices(new TwoOffices(Set.of("branch", "south"))));
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void anAccountIsMadeWithAOneTimePasswordThatIsShownOnce() throws Exception {
        JsonNode made =
                ok(post("ADMIN", "/accounts", "{\"name\":\"nora\",\"role\":\"VIEWER\",\"offices\":[\"branch\"]}"));
        assertThat(made).isEqualTo(new ObjectMapper().readTree("""
                {"name":"nora","role":"VIEWER","everything":false,"offices":["branch"],"disabled":false,
                 "passwordSet":false,"createdAt":"2026-11-22T17:55:09Z","oneTimePassword":"once-1"}"""));

        assertThat(ok(rig.send(rig.as("ADMIN", "/accounts/nora").GET())).has("oneTimePassword"))
                .isFalse();
        assertThat(ok(rig.send(rig.as("ADMIN", "/accounts?limit=1").GET()))
                        .at("/items/0/name")
                        .asText())
                .isEqualTo("nora");
    }

    @Test
    void anAccountIsMadeWithAWishedPasswordThatIsNotRepeated() throws Exception {
        HttpResponse<String> made = post(
                "ADMIN",
                "/accounts",
                "{\"name\":\"nora\",\"role\":\"ADMIN\",\"everything\":true,\"password\":\"correct horse battery\"}");
        assertThat(ok(made).get("passwordSet").asBoolean()).isTrue();
        assertThat(made.body()).doesNotContain("horse", "oneTimePassword");
        assertThat(accounts.scopes).containsEntry("nora", Scope.all());
    }

    @Test
    void everythingMustBeAskedFor() throws Exception {
        for (String scope : List.of(
                "\"x\":1",
                "\"everything\":false",
                "\"offices\":[]",
                "\"offices\":[null]",
                "\"everything\":false,\"offices\":[]",
                "\"everything\":true,\"offices\":[\"branch\"]",
                "\"offices\":[\"nowhere\"]")) {
            HttpResponse<String> answer =
                    post("ADMIN", "/accounts", "{\"name\":\"nora\",\"role\":\"VIEWER\"," + scope + "}");
            assertThat(answer.statusCode()).as(scope).isEqualTo(400);
        }
        assertThat(post("ADMIN", "/accounts", "{\"name\":\"nora\",\"role\":\"VIEWER\"}")
                        .statusCode())
                .isEqualTo(400);
        assertThat(accounts.scopes).isEmpty();
    }

    @Test
    void officesOutsideTheCallersScopeAreUnknown() throws Exception {
        HttpResponse<String> south =
                post("branch-ADMIN", "/accounts", "{\"name\":\"nora\",\"role\":\"VIEWER\",\"offices\":[\"south\"]}");
        HttpResponse<String> nowhere =
                post("branch-ADMIN", "/accounts", "{\"name\":\"nora\",\"role\":\"VIEWER\",\"offices\":[\"nowhere\"]}");
        assertThat(south.statusCode()).isEqualTo(400);
        assertThat(withoutId(south)).isEqualTo(withoutId(nowhere));
    }

    @Test
    void aChangeChangesWhatItNames() throws Exception {
        post("ADMIN", "/accounts", "{\"name\":\"nora\",\"role\":\"VIEWER\",\"offices\":[\"branch\"]}");

        assertThat(ok(post("ADMIN", "/accounts/nora", "{\"disabled\":true}"))
                        .get("disabled")
                        .asBoolean())
                .isTrue();
        JsonNode changed =
                ok(post("ADMIN", "/accounts/nora", "{\"role\":\"OPERATOR\",\"offices\":[\"south\",\"branch\"]}"));
        assertThat(changed.get("role").asText()).isEqualTo(Role.OPERATOR.name());
        assertThat(changed.get("offices").toString()).isEqualTo("[\"branch\",\"south\"]");
        assertThat(changed.get("disabled").asBoolean()).isTrue();

        assertThat(rig.send(rig.as("ADMIN", "/accounts/nora").DELETE()).statusCode())
                .isEqualTo(204);
        assertThat(rig.send(rig.as("ADMIN", "/accounts/nora").GET()).statusCode())
                .isEqualTo(404);
    }

    @Test
    void refusalsAreProblems() throws Exception {
        HttpResponse<String> answer = post("ADMIN", "/accounts/" + FakeAccounts.LAST, "{\"disabled\":true}");
        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(answer.body()).contains("\"code\":\"LAST_ADMIN\"");
        assertThat(post("ADMIN", "/accounts/nora", "{\"role\":\"KING\"}").statusCode())
                .isEqualTo(400);
    }

    @Test
    void passwordsShowInNoText() {
        assertThat(new Accounts.Wish("n", Role.VIEWER, Scope.all(), java.util.Optional.of("secret")).toString())
                .doesNotContain("secret");
    }

    private HttpResponse<String> post(String session, String path, String body) throws Exception {
        return rig.send(rig.json(rig.as(session, path), body));
    }

    private static JsonNode ok(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body());
    }

    private static String withoutId(HttpResponse<String> problem) {
        return problem.body().replaceFirst("\"requestId\":\"[0-9a-f]+\"", "");
    }
}
