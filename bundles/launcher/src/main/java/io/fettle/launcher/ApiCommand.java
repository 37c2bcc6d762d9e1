package io.fettle.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code fettle api GET /api/v1/computers}. Exit status 0 for an answer below 400, else 1. */
@Command(name = "api", description = "Call the REST API as the owner of this machine and print the JSON.")
final class ApiCommand implements Callable<Integer> {
    @Mixin
    Instance instance = new Instance();

    @Parameters(index = "0", paramLabel = "METHOD", description = "GET, POST, DELETE, PUT or PATCH")
    String method = "GET";

    @Parameters(index = "1", paramLabel = "PATH", description = "for example /api/v1/computers?limit=10")
    String path = "/";

    @Option(names = "--data", paramLabel = "JSON", description = "Body")
    @Nullable
    String data;

    @Override
    public Integer call() throws JsonProcessingException {
        if (!path.startsWith("/")) {
            throw new LauncherException("the path begins with a slash, for example /api/v1/computers");
        }
        Api api = Api.open(instance, Settings.load(instance));
        BodyPublisher body = data == null ? BodyPublishers.noBody() : BodyPublishers.ofString(data);
        Api.Answer answer = api.send(method.toUpperCase(Locale.ROOT), path, "application/json", body);
        System.out.println(pretty(answer.body()));
        return answer.status() < 400 ? 0 : 1;
    }

    private static String pretty(String body) throws JsonProcessingException {
        if (body.isBlank() || !(body.startsWith("{") || body.startsWith("["))) {
            return body;
        }
        return Api.json().readTree(body).toPrettyString();
    }
}
