package io.fettle.launcher;

import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle api GET /api/v1/computers}. Exit status 0 for an answer of the 200s, 1 for another, 2 for wrong words. */
@Command(
        name = "api",
        description = "Call the REST API as the owner of this machine and print the JSON.",
        footerHeading = Main.EXAMPLES,
        footer = {
            "  ./fettle api GET /api/v1/computers?limit=10",
            "  ./fettle api POST /api/v1/sources --data @source.json",
            "",
            "What the server refuses is said on standard error, with exit status 1. /api/v1/openapi.json lists what there is."
        })
final class ApiCommand implements Callable<Integer> {
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");

    private final InputStream in;
    private final OutputStream out;

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Instance instance = new Instance();

    @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST, PUT, PATCH or DELETE")
    String method = "GET";

    @Parameters(index = "1", paramLabel = "PATH", description = "For example /api/v1/computers?limit=10")
    String path = "/";

    @Option(
            names = {"-d", "--data"},
            paramLabel = "JSON",
            description = "The body: JSON, or @FILE for what is in a file, or @- for standard input")
    @Nullable
    String data;

    ApiCommand() {
        this(new FileInputStream(FileDescriptor.in), new FileOutputStream(FileDescriptor.out));
    }

    ApiCommand(InputStream in, OutputStream out) {
        this.in = in;
        this.out = out;
    }

    @Override
    public Integer call() {
        String verb = method.toUpperCase(Locale.ROOT);
        if (!METHODS.contains(verb)) {
            throw wrong("there is no method '" + method + "', only " + String.join(", ", METHODS));
        }
        requirePath();
        BodyPublisher body = data == null ? BodyPublishers.noBody() : RequestBody.of(spec.commandLine(), data, in);
        Api api = Api.ofRunning(instance);
        try (AnswerStream answer = api.open(verb, path, "application/json", body)) {
            answer.requireDone();
            if (answer.isJson()) {
                out.write((answer.whole().pretty() + System.lineSeparator()).getBytes(StandardCharsets.UTF_8));
                out.flush();
            } else {
                answer.copyTo(out);
            }
        } catch (IOException e) {
            throw new LauncherException("the answer broke off (" + e.getMessage() + ")", e);
        }
        return 0;
    }

    private void requirePath() {
        if (!path.startsWith("/")) {
            throw wrong("the path begins with a slash and has no server before it, for example /api/v1/computers");
        }
        try {
            new URI("https://localhost" + path);
        } catch (URISyntaxException e) {
            throw wrong("the path cannot be sent: " + e.getReason() + " at position "
                    + (e.getIndex() - "https://localhost".length() + 1) + "; write such characters as %XX");
        }
    }

    private ParameterException wrong(String why) {
        return new ParameterException(spec.commandLine(), why);
    }
}
