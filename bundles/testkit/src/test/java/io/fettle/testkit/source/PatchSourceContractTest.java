package io.fettle.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.testkit.source.LineSource.Vice;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

class PatchSourceContractTest {
    private static Vice tried = Vice.NONE;

    @ParameterizedTest
    @CsvSource({
        "NONE, ''",
        "COUNTS_ITS_RUNS, theSameFilesGiveTheSameResult",
        "ASKS_FOR_EVERYTHING, anUnchangedFeedIsAskedForOnce",
        "SWALLOWS_FAILURES, aRunThatIsCancelledEndsAndWritesNoMore",
        "TAKES_HALF_A_FILE, aHostileFileLeavesEverythingAsItWas",
        "FORGETS_THE_BASIS, aLaterEditionTakesThePlaceOfTheFirst",
        "BELIEVES_ITS_CURSOR, aCursorThatItCantReadIsAFirstRun"
    })
    void eachViceIsNoticed(Vice vice, String by) {
        tried = vice;
        Set<String> failed = run();
        // Beside the source stand tests that open sockets, and the contract looks at all code beside it.
        assertThat(failed.remove("itUsesWhatItIsGivenAndNothingElse")).isTrue();
        if (vice == Vice.NONE) {
            assertThat(failed).isEmpty();
        } else {
            assertThat(failed).contains(by);
        }
    }

    private static Set<String> run() {
        Set<String> failed = new TreeSet<>();
        Launcher launcher = LauncherFactory.create();
        launcher.execute(
                LauncherDiscoveryRequestBuilder.request()
                        .selectors(selectClass(Tried.class))
                        .build(),
                new TestExecutionListener() {
                    @Override
                    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                        if (result.getStatus() != TestExecutionResult.Status.SUCCESSFUL) {
                            test.getSource()
                                    .map(source -> ((MethodSource) source).getMethodName())
                                    .ifPresent(failed::add);
                        }
                    }
                });
        return failed;
    }

    /** Run by the test only: its name is none that a build looks for. */
    static final class Tried extends PatchSourceContract {
        @Override
        protected PatchSourceFactory factory() {
            return new LineSource(tried);
        }

        @Override
        protected Map<String, String> settings() {
            return Map.of();
        }

        @Override
        protected VendorEdition first() {
            return edition("A-1 one\nA-2 two\nA-3 three\nEND\n");
        }

        @Override
        protected VendorEdition later() {
            return edition("A-1 one, revised\nA-3 three\nA-4 four\nEND\n");
        }

        private static VendorEdition edition(String text) {
            return new VendorEdition(
                    Instant.parse("2026-05-01T08:00:00Z"),
                    Map.of(LineSource.URI_OF_FEED, text.getBytes(StandardCharsets.UTF_8)));
        }
    }
}
