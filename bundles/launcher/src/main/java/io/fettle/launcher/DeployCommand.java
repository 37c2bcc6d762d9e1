package io.fettle.launcher;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.FileNotFoundException;
import java.net.URLEncoder;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code fettle deploy FILE}. Exit status 1 for what the server refuses, 2 for what is no such file. */
@Command(
        name = "deploy",
        description = "Bring a bundle, KAR or features file into the running server.",
        footerHeading = Main.EXAMPLES,
        footer = {
            "  ./fettle deploy my-source-1.0.kar",
            "  ./fettle api GET /api/v1/platform/bundles       what was brought in",
            "  ./fettle api DELETE /api/v1/platform/bundles/my-source-1.0.kar"
        })
final class DeployCommand implements Callable<Integer> {
    private static final String BUNDLES = "/api/v1/platform/bundles";
    private static final Pattern NAME = Pattern.compile("(?i)[a-z0-9][a-z0-9._-]{0,123}\\.(jar|kar|xml)");

    @Spec
    CommandSpec spec = CommandSpec.create();

    @Mixin
    Instance instance = new Instance();

    @Parameters(paramLabel = "FILE", description = "A bundle (.jar), KAR (.kar) or features file (.xml)")
    Path file = Path.of("");

    @Override
    public Integer call() {
        GivenFile.readable(spec.commandLine(), file);
        String name = file.toAbsolutePath().normalize().getFileName().toString();
        if (!NAME.matcher(name).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the file's name has to be letters, digits, dots, dashes and underscores, and end in .jar, .kar or .xml: "
                            + name);
        }
        Api api = Api.ofRunning(instance);
        Progress progress = Progress.onConsole();
        progress.now("deploying " + name);
        JsonNode done = deploy(api, name);
        progress.step("deployed " + done.path("kind").asText() + " "
                + done.path("installed").asText());
        progress.step("./fettle api DELETE " + BUNDLES + "/" + done.path("name").asText(name) + " takes it out again");
        return 0;
    }

    private JsonNode deploy(Api api, String name) {
        try {
            return api.send(
                            "POST",
                            BUNDLES + "?name=" + URLEncoder.encode(name, StandardCharsets.UTF_8),
                            "application/octet-stream",
                            BodyPublishers.ofFile(file))
                    .json();
        } catch (FileNotFoundException e) {
            throw new LauncherException("there is no file " + file, e);
        }
    }
}
