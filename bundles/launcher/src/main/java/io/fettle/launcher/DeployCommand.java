package io.fettle.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code fettle deploy FILE}. */
@Command(name = "deploy", description = "Bring a bundle, KAR or features file into the running server.")
final class DeployCommand implements Callable<Integer> {
    @Mixin
    Instance instance = new Instance();

    @Parameters(paramLabel = "FILE")
    Path file = Path.of("");

    @Override
    public Integer call() throws JsonProcessingException {
        Api api = Api.open(instance, Settings.load(instance));
        String name = URLEncoder.encode(file.getFileName().toString(), StandardCharsets.UTF_8);
        try {
            Api.Answer answer = api.send(
                    "POST",
                    "/api/v1/platform/bundles?name=" + name,
                    "application/octet-stream",
                    BodyPublishers.ofFile(file));
            System.out.println(answer.body());
            return answer.status() < 400 ? 0 : 1;
        } catch (FileNotFoundException e) {
            throw new LauncherException("there is no file " + file, e);
        }
    }
}
