package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneTimePasswordTest {
    private static final String PASSWORD_PATH = "POST /api/v1/accounts/admin/one-time-password Fettle-Local token-1";

    @TempDir
    Path directory;

    private final Instance instance = new Instance();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private boolean passwordSet;
    private LocalServer server;
    private Api api;

    @BeforeEach
    void start() throws Exception {
        instance.home = directory.resolve("home");
        instance.create();
        server = new LocalServer(instance, this::answer);
        api = Api.ofRunning(instance);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            asked.add(exchange.getRequestMethod() + " " + path + " "
                    + exchange.getRequestHeaders().getFirst("Authorization"));
            exchange.getRequestBody().readAllBytes();
            String body = path.endsWith("one-time-password")
                    ? "{\"password\":\"pass-" + asked.size() + "\"}"
                    : "{\"items\":[{\"name\":\"guest\",\"passwordSet\":false},{\"name\":\"admin\",\"passwordSet\":"
                            + passwordSet + "}]}";
            if (path.contains("nobody")) {
                body = "{\"code\":\"UNKNOWN_ACCOUNT\",\"detail\":\"There is no account nobody\"}";
            }
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(path.contains("nobody") ? 404 : 200, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void isGivenOutOnceForAnInstance() {
        assertThat(OneTimePassword.forFirstLogin(api, instance)).contains("pass-2");
        assertThat(OneTimePassword.forFirstLogin(api, instance)).isEmpty();
        assertThat(asked).filteredOn(PASSWORD_PATH::equals).hasSize(1);
    }

    @Test
    void adminWithAPasswordGetsNone() {
        passwordSet = true;
        assertThat(OneTimePassword.forFirstLogin(api, instance)).isEmpty();
        assertThat(asked).doesNotContain(PASSWORD_PATH);
    }

    @Test
    void onDemandThereIsAlwaysANewOne() {
        OneTimePassword.forFirstLogin(api, instance);
        assertThat(OneTimePassword.create(api, "admin")).isEqualTo("pass-3");
        assertThat(OneTimePassword.create(api, "admin")).isEqualTo("pass-4");
    }

    @Test
    void problemOfTheServerIsToldInItsWords() {
        assertThatThrownBy(() -> OneTimePassword.create(api, "nobody"))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("404 UNKNOWN_ACCOUNT: There is no account nobody");
    }

    @Test
    void tokenGoesToNobodyWithAnotherCertificate() throws Exception {
        server.trust(LocalServer.selfSigned(directory.resolve("other.p12")));
        Api wrong = Api.ofRunning(instance);
        assertThatThrownBy(() -> OneTimePassword.create(wrong, "admin")).isInstanceOf(LauncherException.class);
        assertThat(asked).isEmpty();
    }
}
