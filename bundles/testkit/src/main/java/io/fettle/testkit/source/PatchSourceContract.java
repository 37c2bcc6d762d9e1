package io.fettle.testkit.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.fettle.fuzz.Damage;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.spi.source.SyncResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every patch source must hold, whoever writes it. A test of yours extends it, makes your factory and says what your
 * vendor serves; nothing else is needed. It runs without OSGi and without a network.
 */
public abstract class PatchSourceContract {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final int DAMAGED_COPIES = 200;
    private static final int MAX_CUTS = 60;
    private static final int CALLS_AFTER_THE_END = 5;
    private static final int MAX_CURSOR = 4_000;
    private static final int MAX_IDENTITY = 2_000;

    /** Network, disk, processes, threads: the engine gives what a run may use. */
    private static final String FOREIGN = "java\\.net\\.(?!URI$|URISyntaxException$|URLEncoder$|URLDecoder$).*"
            + "|javax\\.net\\..*|java\\.nio\\.(file|channels)\\..*|java\\.io\\.(File|RandomAccessFile|File[A-Z].*Stream)"
            + "|java\\.io\\.Object(In|Out)putStream|java\\.lang\\.(Thread|Process|ProcessBuilder|Runtime|ClassLoader)"
            + "|java\\.util\\.(Timer|concurrent\\.(Executors|.*Executor.*|ForkJoin.*|CompletableFuture))|java\\.sql\\..*"
            + "|io\\.fettle\\.(?!api\\.|spi\\.source\\.|format\\.|version\\.|source\\.).*";

    private SourceBench bench = new SourceBench(this::source, Instant.EPOCH);

    protected abstract PatchSourceFactory factory();

    /** Settings that make a source of the files in both editions. */
    protected abstract Map<String, String> settings();

    /** What the vendor serves at first. */
    protected abstract VendorEdition first();

    /**
     * What it serves afterwards: something new, something changed, and something of the first edition is missing. Under the
     * same uris, as far as the vendor does it so.
     */
    protected abstract VendorEdition later();

    /** Requests of a run that finds nothing changed: one, unless the vendor spreads its feed over more files. */
    protected int requestsWhereNothingChanged() {
        return 1;
    }

    /** Whether the form of a file shows that its end is missing. Say in a comment where it can't, and why. */
    protected boolean showsThatItIsCut(String uri) {
        return true;
    }

    /** Classes of the plug-in's own that it may use beside the JDK's harmless ones and the contracts, as an expression. */
    protected String ownClasses() {
        return Pattern.quote(factory().getClass().getPackageName()) + ".*";
    }

    @BeforeEach
    final void startEmpty() {
        bench = new SourceBench(this::source, first().read());
        first().publish(bench.feed());
    }

    @Test
    void itDescribesItselfWithoutAskingAnybody() {
        assertThat(factory().kind()).matches("[a-z0-9][a-z0-9-]{0,39}");
        PatchSource.Description description = source().describe();
        assertThat(description.identity()).isNotBlank().hasSizeLessThanOrEqualTo(MAX_IDENTITY);
        assertThat(source().describe()).isEqualTo(description);
        assertThat(bench.feed().requests()).isEmpty();
    }

    @Test
    void settingsThatItDoesNotKnowAreIgnored() {
        Map<String, String> more = new HashMap<>(settings());
        more.put("no-such-setting", "whatever");
        assertThat(factory().create(more).describe()).isEqualTo(source().describe());
    }

    @Test
    void whatTheVendorOffersIsHandedOver() throws IOException {
        assertThat(bench.run()).isInstanceOf(SyncResult.Completed.class);
        assertThat(bench.catalog().content().isEmpty()).isFalse();
        assertThat(bench.feed().cursor()).hasSizeLessThanOrEqualTo(MAX_CURSOR);
    }

    @Test
    void theSameFilesGiveTheSameResult() throws IOException {
        bench.run();
        SampleCatalog.Content content = bench.catalog().content();
        String cursor = bench.feed().cursor();
        startEmpty();
        bench.run();
        assertThat(bench.catalog().content()).usingRecursiveComparison().isEqualTo(content);
        assertThat(bench.feed().cursor()).isEqualTo(cursor);
    }

    @Test
    void anUnchangedFeedIsAskedForOnce() throws IOException {
        bench.run();
        CatalogDraft draft = bench.catalog().stage();
        assertThat(bench.feed().run(source(), draft)).isInstanceOf(SyncResult.Completed.class);
        assertThat(bench.feed().requests())
                .hasSize(requestsWhereNothingChanged())
                .allMatch(request -> request.startsWith("if "), "is conditional");
        assertThat(draft.isEmpty()).isTrue();
    }

    @Test
    void aServerWithoutValidatorsBringsNothingNew() throws IOException {
        first().files().forEach(bench.feed()::serve);
        bench.run();
        SampleCatalog.Content before = bench.catalog().content();
        assertThat(bench.run()).isInstanceOf(SyncResult.Completed.class);
        assertThat(bench.catalog().content()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void everythingIsHandedOverAgainWhereTheCatalogLostIt() throws IOException {
        bench.run();
        SampleCatalog.Content before = bench.catalog().content();
        bench.loseCatalog();
        assertThat(bench.run()).isInstanceOf(SyncResult.Completed.class);
        assertThat(bench.catalog().content()).usingRecursiveComparison().isEqualTo(before);
        assertThat(bench.run()).isInstanceOf(SyncResult.Completed.class);
        assertThat(bench.catalog().content()).usingRecursiveComparison().isEqualTo(before);
    }

    @Test
    void aLaterEditionTakesThePlaceOfTheFirst() throws IOException {
        assertThat(bench.run()).isInstanceOf(SyncResult.Completed.class);
        later().publish(bench.feed());
        assertThat(bench.run()).isInstanceOf(SyncResult.Completed.class);
        assertIsLater("a later edition");
    }

    @Test
    void whatTheVendorWithdrewLeavesATombstone() throws IOException {
        bench.run();
        SampleCatalog.Content before = bench.catalog().content();
        later().publish(bench.feed());
        bench.run();
        SampleCatalog.Content after = bench.catalog().content();
        SampleCatalog.Content alone = bench.readAlone(later());
        assertThat(alone.isEmpty()).isFalse();
        Set<String> gone = new TreeSet<>(before.advisories().keySet());
        gone.removeAll(alone.advisories().keySet());
        assertThat(gone).as("each has a tombstone").allMatch(after::isWithdrawn);
        boolean lessOfOthers =
                !alone.notes().keySet().containsAll(before.notes().keySet())
                        || !alone.packages().containsAll(before.packages());
        assertThat(!gone.isEmpty() || lessOfOthers)
                .as("the later edition lacks something of the first one: that is for you to provide")
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(VendorFault.class)
    void aHostileFileLeavesEverythingAsItWas(VendorFault fault) {
        later().files()
                .forEach((uri, good) -> assertTimeoutPreemptively(
                        LIMIT, () -> meets(fault, uri, good), () -> fault + " of " + uri + " is not bounded"));
    }

    private void meets(VendorFault fault, String uri, byte[] good) throws IOException {
        startEmpty();
        bench.run();
        SampleCatalog.Content before = bench.catalog().content();
        later().publish(bench.feed());
        bench.feed().serve(uri, () -> fault.of(good));
        boolean unseen = fault == VendorFault.CUT && !showsThatItIsCut(uri);
        if (bench.endsWell() && !unseen && !bench.catalog().content().isSameAs(before)) {
            assertIsLater(fault + " of " + uri + " was taken, and is not what the vendor offers");
        }
        later().publish(bench.feed());
        assertThat(bench.run()).as("after " + fault + " of " + uri).isInstanceOf(SyncResult.Completed.class);
        assertIsLater("the cursor resumes after " + fault + " of " + uri);
    }

    @Test
    void aMissingFileLeavesEverythingAsItWas() throws IOException {
        for (String uri : later().files().keySet()) {
            startEmpty();
            bench.run();
            SampleCatalog.Content before = bench.catalog().content();
            later().publish(bench.feed());
            bench.feed().remove(uri);
            if (bench.endsWell() && !bench.catalog().content().isSameAs(before)) {
                assertIsLater("without " + uri);
            }
        }
    }

    @Test
    void damageEndsAsDeclared() {
        later().files()
                .forEach((uri, good) -> Damage.each(good, uri.hashCode(), DAMAGED_COPIES, damaged -> {
                    startEmpty();
                    later().publish(bench.feed());
                    bench.feed().serve(uri, damaged);
                    bench.endsWell();
                }));
    }

    @Test
    void aRunThatIsCancelledEndsAndWritesNoMore() throws IOException {
        long steps = Long.MAX_VALUE - cancelledAfter(Long.MAX_VALUE).stepsLeft();
        for (long cut = 0; cut < steps; cut += Math.max(1, steps / MAX_CUTS)) {
            long after = cut;
            assertTimeoutPreemptively(LIMIT, () -> endsWhenCancelled(after), () -> "cancelled after step " + after);
        }
    }

    private void endsWhenCancelled(long steps) throws IOException {
        FailingRun run = cancelledAfter(steps);
        assertThat(run.stepsLeft())
                .as("it goes on though step " + steps + " was the last")
                .isNotPositive();
        assertThat(run.writesAfterwards()).as("handed over after a failure").isZero();
        assertThat(run.callsAfterwards()).as("asked after a failure").isLessThan(CALLS_AFTER_THE_END);
        later().publish(bench.feed());
        assertThat(bench.run()).isInstanceOf(SyncResult.Completed.class);
        assertIsLater("the cursor resumes after a run of " + steps + " steps");
    }

    private FailingRun cancelledAfter(long steps) throws IOException {
        startEmpty();
        bench.run();
        later().publish(bench.feed());
        FailingRun run = new FailingRun(bench.feed(), bench.catalog().stage(), steps);
        try {
            SyncResult result = source().sync(run, run);
            if (run.stepsLeft() < 0) {
                assertThat(result).isNotInstanceOf(SyncResult.Completed.class);
            }
        } catch (IOException | IllegalStateException e) {
            assertThat(run.stepsLeft()).as("it failed by itself: " + e).isNotPositive();
        }
        return run;
    }

    @Test
    void aCursorThatItCantReadIsAFirstRun() throws IOException {
        bench.run();
        String cursor = bench.feed().cursor();
        List<String> odd =
                List.of("x", "=\n=", "\n\n", cursor.replaceAll("[0-9]", "z"), cursor.substring(cursor.length() / 2));
        for (String unreadable : odd) {
            startEmpty();
            bench.feed().cursor(unreadable);
            assertThat(bench.run()).as("with the cursor " + unreadable).isInstanceOf(SyncResult.Completed.class);
            assertThat(bench.catalog().content().isEmpty())
                    .as("with the cursor " + unreadable)
                    .isFalse();
        }
    }

    @Test
    void theProbeIsOneSmallQuestion() throws IOException {
        assertThat(source().probe(bench.feed())).isEmpty();
        assertThat(bench.feed().requests()).hasSizeLessThanOrEqualTo(2);
        first().files().keySet().forEach(bench.feed()::remove);
        assertThat(source().probe(bench.feed())).as("nothing is there").isPresent();
    }

    @Test
    void itUsesWhatItIsGivenAndNothingElse() throws IOException {
        assertThat(ReferredClasses.around(factory().getClass()).stream()
                        .filter(reference -> {
                            String name = reference.substring(reference.indexOf("-> ") + 3);
                            return name.matches(FOREIGN) && !name.matches(ownClasses());
                        })
                        .collect(Collectors.toSet()))
                .as("network, files, threads and processes belong to the engine")
                .isEmpty();
    }

    private PatchSource source() {
        return factory().create(settings());
    }

    private void assertIsLater(String when) throws IOException {
        SampleCatalog.Content live = bench.catalog().content().withoutTombstones();
        assertThat(live)
                .as(when)
                .usingRecursiveComparison()
                .isEqualTo(bench.readAlone(later()).withoutTombstones());
    }
}
