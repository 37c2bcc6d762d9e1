package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ApiCommandTest {
    @TempDir
    Path directory;

    private final Instance instance = new Instance();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final StringWriter errors = new StringWriter();
    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
    private int status = 200;
    private String type = "application/json";
    private String body = "{\"items\":[],\"name\":\"Büro\"}";
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
            asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + sent);
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Test
    void jsonIsPrintedForPeople() {
        assertThat(run("", "get", "/api/v1/computers?limit=10")).isZero();
        assertThat(asked).containsExactly("GET /api/v1/computers?limit=10 ");
        assertThat(printed.toString(StandardCharsets.UTF_8).lines())
                .contains("  \"items\" : [ ],", "  \"name\" : \"Büro\"");
    }

    @Test
    void whatIsNoJsonIsPrintedAsItIs() {
        type = "text/plain";
        body = "fettle_up 1\n";
        assertThat(run("", "GET", "/metrics")).isZero();
        assertThat(printed).hasToString("fettle_up 1\n");
    }

    @Test
    void bodyComesFromTheWordAFileOrStandardInput() throws Exception {
        Path file = Files.writeString(directory.resolve("body.json"), "{\"b\":2}");
        assertThat(run("", "POST", "/x", "--data", "{\"a\":1}")).isZero();
        assertThat(run("", "POST", "/x", "--data", "@" + file)).isZero();
        assertThat(run("{\"c\":3}", "POST", "/x", "--data", "@-")).isZero();
        assertThat(asked).containsExactly("POST /x {\"a\":1}", "POST /x {\"b\":2}", "POST /x {\"c\":3}");
    }

    @Test
    void refusalIsTheServersTextOnStandardError() {
        status = 404;
        type = "application/problem+json";
        body = "{\"title\":\"Not Found\",\"code\":\"UNKNOWN_COMPUTER\",\"detail\":\"There is no such computer\"}";
        assertThat(run("", "GET", "/api/v1/computers/7")).isEqualTo(1);
        assertThat(printed.size()).isZero();
        assertThat(errors.toString().strip())
                .isEqualTo("fettle: GET /api/v1/computers/7 answered 404 UNKNOWN_COMPUTER: There is no such computer");
    }

    @ParameterizedTest
    @ValueSource(ints = {302, 400, 500})
    void pageOfAnErrorIsCutDownToALine(int answered) {
        status = answered;
        type = "text/html";
        body = "<html>\n\u001b[31m<h1>No</h1>\n</html>";
        assertThat(run("", "GET", "/")).isEqualTo(1);
        assertThat(errors.toString().strip())
                .isEqualTo("fettle: GET / answered " + answered + ": <html> [31m<h1>No</h1> </html>");
    }

    @Test
    void refusalWithoutABodyIsNoEmptyMessage() {
        status = 404;
        body = "";
        assertThat(run("", "GET", "/x")).isEqualTo(1);
        assertThat(errors.toString().strip()).isEqualTo("fettle: GET /x answered 404: the server said no more");
    }

    @Test
    void answerWithoutABodyIsNoError() {
        status = 204;
        body = "";
        assertThat(run("", "DELETE", "/x")).isZero();
        assertThat(errors.toString()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GE T|/x|there is no method 'GE T'",
                "BREW|/x|there is no method 'BREW'",
                "GET|https://example.org/x|begins with a slash",
                "GET|x|begins with a slash",
                "GET|/a b|at position 3",
                "GET|/a\nb|at position 3",
                "GET|/{id}|at position 2",
                "GET|/%zz|at position"
            })
    void wrongWordsAreNamedAndNothingIsSent(String words) {
        String[] parts = words.split("\\|");
        assertThat(run("", parts[0], parts[1])).isEqualTo(2);
        assertThat(errors.toString()).startsWith("fettle: ").contains(parts[2]);
        assertThat(asked).isEmpty();
    }

    @Test
    void fileThatCannotBeSentIsNamed() throws Exception {
        Path empty = Files.createFile(directory.resolve("empty"));
        for (Path bad : List.of(empty, directory, directory.resolve("none"))) {
            assertThat(run("", "POST", "/x", "--data", "@" + bad)).isEqualTo(2);
            assertThat(errors.toString()).contains(": " + bad);
        }
        assertThat(asked).isEmpty();
    }

    @Test
    void serverThatDoesNotRunIsSaidToBeStopped() throws Exception {
        Files.delete(instance.state("server").resolve("process"));
        assertThat(run("", "GET", "/x")).isEqualTo(1);
        assertThat(errors.toString()).contains("does not run").contains("./fettle up");
    }

    @Test
    void portWithoutAListenerIsSaidToBeOne() {
        server.close();
        assertThat(run("", "GET", "/x")).isEqualTo(1);
        assertThat(errors.toString()).contains("nobody listens there").doesNotContain("null");
    }

    private int run(String input, String... words) {
        ApiCommand command = new ApiCommand(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), printed);
        String[] all = java.util.Arrays.copyOf(words, words.length + 1);
        all[words.length] = "--home=" + instance.home;
        return Main.prepared(new CommandLine(command))
                .setErr(new PrintWriter(errors, true))
                .execute(all);
    }
}
