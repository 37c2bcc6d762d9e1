package io.fettle.itests.features;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.itests.distribution.Distribution;
import io.fettle.itests.distribution.Inspection;
import io.fettle.itests.distribution.RunningDistribution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Installs each feature alone on a Karaf that holds nothing else. All share one process: a start costs more than a feature. */
class FeatureInstallIT {
    private static final Duration LIMIT = Duration.ofMinutes(8);
    /** Starts with the framework in every distribution, so it can't be taken away to be tried alone. */
    private static final String ALWAYS_THERE = "fettle-platform-events";

    /** What they need is there only in a server, or in a relay that has joined one: DistributionIT boots both. */
    private static final Set<String> HOSTED =
            Set.of("fettle-gateway", "fettle-notification", "fettle-relay", "fettle-server");

    private static final Pattern FEATURE = Pattern.compile("<feature name=\"(fettle-[^\"]+)\"");

    @TempDir
    static Path directory;

    private static List<String> names = List.of();
    private static Inspection inspection = new Inspection(false, 0, List.of(), Map.of());

    @BeforeAll
    static void tryEachFeature() throws IOException {
        Distribution distribution = Distribution.unpack("server", directory.resolve("server"));
        distribution.chooseFreePorts();
        distribution.withConfiguration("org.ops4j.pax.url.mvn.cfg", withBundlesOfTheOthers(distribution));
        names = featuresOf(distribution);
        Files.write(distribution.state().resolve("features-to-try.txt"), names);
        distribution.withConfiguration("org.apache.karaf.features.cfg", withoutBootFeatures(distribution));
        try (RunningDistribution running = distribution.start()) {
            inspection = running.awaitInspection(Inspection::booted, LIMIT);
        }
    }

    static Stream<String> names() {
        return names.stream();
    }

    @ParameterizedTest
    @MethodSource("names")
    void installsAloneAndLeavesNothingBehind(String feature) {
        assertThat(inspection.features()).containsKey(feature);
        assertThat(inspection.features().get(feature)).isEmpty();
    }

    private static List<String> featuresOf(Distribution distribution) throws IOException {
        Path repository = distribution.program().resolve("system/io/fettle/fettle-features");
        try (Stream<Path> files = Files.walk(repository)) {
            Path xml = files.filter(file -> file.toString().endsWith(".xml"))
                    .findFirst()
                    .orElseThrow();
            return FEATURE.matcher(Files.readString(xml))
                    .results()
                    .map(match -> match.group(1))
                    .filter(name -> !name.equals(ALWAYS_THERE) && !HOSTED.contains(name))
                    .toList();
        }
    }

    /** The server's distribution holds neither the agent's nor the relay's own bundles. */
    private static String withBundlesOfTheOthers(Distribution distribution) throws IOException {
        StringBuilder repositories = new StringBuilder("$1");
        for (String other : List.of("relay", "agent")) {
            Path system = Distribution.unpack(other, directory.resolve(other))
                    .program()
                    .resolve("system");
            repositories
                    .append(" \\\\\n    file:")
                    .append(system)
                    .append("@id=")
                    .append(other)
                    .append("@snapshots,");
        }
        return Files.readString(distribution.program().resolve("etc/org.ops4j.pax.url.mvn.cfg"))
                .replaceFirst("(defaultRepositories =)", repositories.toString());
    }

    private static String withoutBootFeatures(Distribution distribution) throws IOException {
        String shipped = Files.readString(distribution.program().resolve("etc/org.apache.karaf.features.cfg"));
        List<String> boot = Pattern.compile("(framework|fettle-platform-events)/[^,\\s]+")
                .matcher(shipped)
                .results()
                .map(MatchResult::group)
                .toList();
        String cleared = shipped.replaceAll("(?s)featuresBoot *=.*?[^\\\\]\n", "");
        return cleared + "\nfeaturesBoot = " + String.join(", ", boot) + "\n";
    }
}
