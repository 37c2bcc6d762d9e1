package io.fettle.itests.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.fettle.itests.distribution.Distribution;
import io.fettle.itests.distribution.Inspection;
import io.fettle.itests.distribution.RunningDistribution;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** One server, one browser, one person who comes twice: by day and by night. */
class ConsoleIT {
    private static final Duration BOOT_LIMIT = Duration.ofMinutes(3);
    /** Takes about a minute where nobody else works. */
    private static final Duration BROWSER_LIMIT = Duration.ofMinutes(10);

    private static final List<String> DAILY = List.of(
            "readsTheDashboard",
            "leafsThroughComputers",
            "filtersComputers",
            "looksAtAComputer",
            "deploysInThreeSteps",
            "seesProgressWithoutAReload",
            "looksAtSources",
            "visitsTheOtherPages",
            "acceptsASuggestedSource");

    @TempDir
    static Path directory;

    private static Map<String, List<String>> flows = Map.of();
    private static List<String> log = List.of();

    @BeforeAll
    static void drive() throws IOException, InterruptedException {
        Path web = Path.of(System.getProperty("fettle.console.web"));
        List<String> missing = Requirements.missing(web);
        if (!missing.isEmpty()) {
            System.out.println("LEFT OUT: the console in a real browser, because " + String.join("; ", missing));
        }
        Assumptions.assumeTrue(missing.isEmpty(), () -> String.join("; ", missing));
        Distribution server = Distribution.unpack("server", directory.resolve("server"));
        List<Integer> ports = server.chooseFreePorts();
        try (RunningDistribution running = server.start()) {
            assertThat(running.awaitInspection(Inspection::sound, BOOT_LIMIT).faults())
                    .as("what is not up; console: %s", running.console())
                    .isEmpty();
            Path screenshots = Path.of(System.getProperty("fettle.console.screenshots"));
            flows = new ConsoleRun(web, screenshots, directory.resolve("flows"))
                    .against(server, ports.get(1), BROWSER_LIMIT);
            log = running.log();
        }
    }

    @TestFactory
    Stream<DynamicTest> eachFlowIsFaultless() {
        return flows.entrySet().stream()
                .map(flow -> dynamicTest(
                        flow.getKey(),
                        () -> assertThat(flow.getValue()).as(flow.getKey()).isEmpty()));
    }

    @Test
    void everythingIsDoneInBothThemesAndBothLanguages() {
        for (String theme : List.of("light", "dark")) {
            assertThat(flows)
                    .containsKeys(
                            DAILY.stream().map(flow -> theme + ": " + flow).toArray(String[]::new));
            assertThat(flows).containsKey(theme + ": logsOut");
        }
        assertThat(flows)
                .containsKeys(
                        "light: logsInAndChoosesAPassword",
                        "light: seesAnAbsentCapability",
                        "light: isProtectedByItsPolicy",
                        "light: switchesTheTheme",
                        "dark: logsInWithTheChosenPassword",
                        "dark: readsGerman",
                        "dark: readsOnAPhone");
    }

    @Test
    void serverHadNothingToComplainAbout() {
        assertThat(log).isNotEmpty().noneMatch(line -> line.contains(" ERROR "));
    }
}
