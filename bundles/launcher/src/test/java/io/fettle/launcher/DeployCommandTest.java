package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeployCommandTest {
    @TempDir
    Path directory;

    private final Instance instance = new Instance();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final StringWriter errors = new StringWriter();
    private int status = 200;
    private String body = "{\"name\":\"example\",\"kind\":\"BUNDLE\",\"installed\":\"example\"}";
    private LocalServer server;

    @BeforeEach
    void start() throws Exception {
        instance.home = directory.resolve("home");
        instance.create();
        server = new LocalServer(instance, this::answer);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String sent = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            asked.add(exchange.getRequestURI() + " " + sent);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void fileIsSentUnderItsName() throws Exception {
        Path file = Files.writeString(directory.resolve("example-1.0.jar"), "PK");
        assertThat(deploy(file.toString())).isZero();
        assertThat(asked).containsExactly("/api/v1/platform/bundles?name=example-1.0.jar PK");
    }

    @Test
    void refusalIsTheServersText() throws Exception {
        Path file = Files.writeString(directory.resolve("example-1.0.jar"), "no jar");
        status = 400;
        body = "{\"code\":\"NOT_DEPLOYABLE\",\"detail\":\"The file is not what its name says\"}";
        assertThat(deploy(file.toString())).isEqualTo(1);
        assertThat(errors.toString()).contains("400 NOT_DEPLOYABLE: The file is not what its name says");
        assertThat(errors.toString().lines()).hasSize(1);
    }

    @Test
    void whatIsNoSuchFileIsNamedAndNothingIsSent() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty.jar"));
        Path text = Files.writeString(directory.resolve("notes.txt"), "x");
        Path odd = Files.writeString(directory.resolve("a b.jar"), "x");
        Path folder = Files.createDirectory(directory.resolve("folder.jar"));
        for (Path bad : List.of(empty, text, odd, folder, directory.resolve("none.jar"))) {
            assertThat(deploy(bad.toString())).as(bad.toString()).isEqualTo(2);
            assertThat(errors.toString()).contains(bad.getFileName() + System.lineSeparator());
        }
        assertThat(deploy("/")).isEqualTo(2);
        assertThat(asked).isEmpty();
    }

    private int deploy(String file) {
        return Main.line().setErr(new PrintWriter(errors, true)).execute("deploy", file, "--home=" + instance.home);
    }
}
