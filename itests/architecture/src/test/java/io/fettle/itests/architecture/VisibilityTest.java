package io.fettle.itests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.architecture.Jars.Jar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Rule 1: what is not in api, spi, protocol, version, format or member, nobody else can see. */
class VisibilityTest {
    private static final Set<String> VISIBLE =
            Set.of("io.fettle.api", "io.fettle.protocol", "io.fettle.version", "io.fettle.format", "io.fettle.member");
    private static final Pattern OUR_PACKAGE = Pattern.compile("(?:^|,)(io\\.fettle[a-z0-9.]*)");
    /** On the class path of tests, not in OSGi. */
    private static final Set<String> PLAIN = Set.of("io.fettle.applier", "io.fettle.launcher", "io.fettle.testkit");

    /** No distribution has them. */
    private static final Set<String> NOT_SHIPPED =
            Set.of("io.fettle.fuzz", "io.fettle.testkit", "io.fettle.source.chaos");

    private static final Pattern NAME = Pattern.compile("<bundle\\.name>([^<]+)<");

    private final Map<String, Jar> jars = Jars.ours();

    /** The other tests say nothing of a bundle that is not on their class path. */
    @Test
    void everyBundleIsHere() throws IOException {
        Set<String> built = new TreeSet<>();
        Path root = Path.of("../..");
        try (Stream<Path> bundles = Files.list(root.resolve("bundles"))) {
            Stream<Path> others =
                    Stream.of("agent-bundle", "relay-bundle", "console-webapp").map(root::resolve);
            for (Path module : Stream.concat(bundles, others).toList()) {
                built.addAll(nameOf(module.resolve("pom.xml")));
            }
        }
        built.removeAll(NOT_SHIPPED);
        assertThat(jars.keySet()).containsAll(built);
    }

    @Test
    void onlyLibrariesAndContractsExport() {
        jars.values().stream()
                .filter(j -> !VISIBLE.contains(j.name()) && !PLAIN.contains(j.name()))
                .forEach(
                        j -> assertThat(j.header("Export-Package")).as(j.name()).isEmpty());
    }

    @Test
    void nobodyImportsAnotherBundlesInside() {
        Set<String> visible = jars.values().stream()
                .filter(j -> VISIBLE.contains(j.name()))
                .flatMap(j -> packages(j.header("Export-Package")).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        jars.values().stream()
                .filter(j -> !PLAIN.contains(j.name()))
                .forEach(j -> assertThat(visible).as(j.name()).containsAll(packages(j.header("Import-Package"))));
    }

    @Test
    void wiringIsPlain() {
        jars.values().forEach(j -> {
            assertThat(j.header("DynamicImport-Package")).as(j.name()).isEmpty();
            assertThat(j.header("Require-Bundle")).as(j.name()).isEmpty();
            assertThat(j.header("Fragment-Host")).as(j.name()).isEmpty();
            assertThat(j.header("Import-Package")).as(j.name()).doesNotContain("resolution:=optional");
        });
    }

    private static List<String> nameOf(Path pom) throws IOException {
        return Files.exists(pom)
                ? NAME.matcher(Files.readString(pom))
                        .results()
                        .map(found -> found.group(1))
                        .toList()
                : List.of();
    }

    private static List<String> packages(String header) {
        Matcher names = OUR_PACKAGE.matcher(header.replaceAll("\"[^\"]*\"", ""));
        return names.results().map(r -> r.group(1)).distinct().toList();
    }
}
