package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.source.SourceError;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import io.fettle.spi.store.PendingChange;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SyncEngineTest {
    private final FakeSourceStore store = new FakeSourceStore();
    private final List<Reason> refused = new ArrayList<>();
    private final Deque<Runnable> tasks = new ArrayDeque<>();
    private final SyntheticFactory factory = new SyntheticFactory();
    private final TestClock clock = new TestClock();
    private RealParts parts;
    private SyncEngine engine;

    @TempDir
    Path state;

    @BeforeEach
    void start() throws ReflectiveOperationException {
        parts = new RealParts(state, new FakeCatalogStore(), store);
        engine = engine();
        engine.add(factory);
    }

    @Test
    void aNewSourceRunsAtOnceAndIsPublished() {
        add("a");
        assertThat(status("a").state()).isEqualTo(SourceState.NEW);
        run();
        assertThat(status("a").state()).isEqualTo(SourceState.CURRENT);
        assertThat(status("a").packages()).isEqualTo(1);
        assertThat(parts.catalog().current().versionsOf("hello")).hasSize(1);
        assertThat(store.changes).contains(new PendingChange(Topic.SOURCE, "a"));
    }

    @Test
    void itRunsAgainAfterTheInterval() {
        add("a");
        run();
        clock.now = clock.now.plus(Duration.ofMinutes(59));
        run();
        assertThat(factory.runs).isEqualTo(1);
        clock.now = clock.now.plus(Duration.ofMinutes(1));
        run();
        assertThat(factory.runs).isEqualTo(2);
        assertThat(factory.cursors).containsExactly("", "cursor 1");
    }

    @Test
    void aSourceNeverRunsTwiceAtOnce() {
        add("a");
        tasks.clear();
        engine.tick();
        engine.request("a");
        engine.tick();
        assertThat(tasks).hasSize(1);
    }

    @Test
    void theSameIdentityIsTheSameSource() {
        SourceStatus first = add("a");
        SourceStatus second = engine.configure(
                        "other", "synthetic", "renamed", Map.of("identity", "a", "color", "blue"))
                .status();
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(second.name()).isEqualTo("renamed");
        assertThat(engine.statuses()).hasSize(1);
    }

    @Test
    void secretsAreNotShown() {
        SourceStatus added = engine.configure("a", "synthetic", "a", Map.of("identity", "a", "password", "hidden"))
                .status();
        assertThat(added.settings()).containsOnlyKeys("identity");
    }

    @Test
    void secretsAreNotShownAfterARestartEither() {
        engine.configure("a", "synthetic", "a", Map.of("identity", "a", "password", "hidden"));
        engine = engine();
        assertThat(status("a").state()).isEqualTo(SourceState.ABSENT);
        assertThat(status("a").settings()).containsOnlyKeys("identity");
    }

    @Test
    void thePluginOfASourceIsMadeOnceForItsSettings() {
        add("a");
        run();
        again();
        assertThat(factory.runs).isEqualTo(2);
        assertThat(factory.made).isEqualTo(1);
        engine.configure("a", "synthetic", "a", Map.of("identity", "a", "color", "blue"));
        run();
        again();
        assertThat(factory.made).isEqualTo(2);
    }

    @Test
    void aPluginThatCameAgainMakesItsSourcesAnew() {
        add("a");
        run();
        engine.remove(factory);
        engine.add(factory);
        again();
        assertThat(factory.made).isEqualTo(2);
    }

    @Test
    void anUnknownKindIsTheCallersFault() {
        assertThatThrownBy(() -> engine.configure("x", "rpm", "x", Map.of()))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(SourceError.UNKNOWN_KIND));
    }

    @Test
    void aSourceThatWouldReachIntoTheOwnNetworkIsRefusedAndSaysWhere() {
        factory.behaviour = (context, sink) -> {
            context.fetcher(URI.create("http://127.0.0.1:1/")).fetch(new Fetcher.Request("x", 1, Optional.empty()));
            return new SyncResult.Completed("");
        };
        add("a");
        run();
        assertThat(status("a").state()).isEqualTo(SourceState.REFUSED);
        assertThat(status("a").reason())
                .contains(Reason.of("source.private_address", "host", "127.0.0.1", "address", "127.0.0.1"));
    }

    @Test
    void aNetworkIsPublicOrPrivate() {
        assertThatThrownBy(() -> engine.configure("x", "synthetic", "x", Map.of("identity", "x", "network", "intern")))
                .isInstanceOfSatisfying(FettleException.class, e -> {
                    assertThat(e.code()).isEqualTo(SourceError.INVALID_SOURCE);
                    assertThat(e).hasMessageContaining("intern");
                });
    }

    @Test
    void anUnreachableSourceIsTriedAgainEverLater() {
        factory.behaviour = (context, sink) -> {
            throw new IOException("connection refused");
        };
        add("a");
        run();
        assertThat(status("a").state()).isEqualTo(SourceState.UNREACHABLE);
        assertThat(status("a").reason().orElseThrow().code()).isEqualTo("source.unreachable");
        assertThat(status("a").nextAttempt()).contains(clock.now.plusSeconds(45));
        clock.now = clock.now.plusSeconds(45);
        run();
        assertThat(status("a").nextAttempt()).contains(clock.now.plusSeconds(90));
        assertThat(factory.runs).isEqualTo(2);
    }

    @Test
    void aRefusalIsToldOnceAndKeepsWhatWasPublished() {
        add("a");
        run();
        factory.behaviour = (context, sink) -> {
            offer(sink, "2.0");
            return new SyncResult.Refused(Reason.of("source.signature"));
        };
        again();
        again();
        assertThat(status("a").state()).isEqualTo(SourceState.REFUSED);
        assertThat(refused).containsExactly(Reason.of("source.signature"));
        assertThat(versions()).containsExactly("1.0");
        assertThat(factory.cursors).containsExactly("", "cursor 1", "cursor 1");
    }

    @Test
    void aFaultyPluginHarmsOnlyItself() {
        factory.behaviour = (context, sink) -> {
            offer(sink, "2.0");
            throw new IllegalStateException("a bug");
        };
        add("a");
        run();
        assertThat(status("a").reason().orElseThrow().code()).isEqualTo("source.failed");
        assertThat(parts.catalog().current().size()).isZero();
    }

    @Test
    void nothingHandedOverMeansNothingChanged() {
        add("a");
        run();
        long revision = parts.catalog().current().number();
        factory.behaviour = (context, sink) -> new SyncResult.Completed("cursor 2");
        again();
        assertThat(parts.catalog().current().number()).isEqualTo(revision);
        assertThat(status("a").state()).isEqualTo(SourceState.CURRENT);
    }

    @Test
    void aPluginThatLeavesInTheMiddleLosesItsSink() {
        add("a");
        run();
        factory.behaviour = (context, sink) -> {
            offer(sink, "2.0");
            engine.remove(factory);
            assertThat(context.cancelled()).isTrue();
            assertThatThrownBy(() -> offer(sink, "3.0")).isInstanceOf(IllegalStateException.class);
            return new SyncResult.Completed("cursor 2");
        };
        again();
        assertThat(status("a").state()).isEqualTo(SourceState.ABSENT);
        assertThat(status("a").reason()).contains(Reason.of("source.plugin_left"));
        assertThat(engine.kinds()).containsExactly(Map.entry("synthetic", false));
        assertThat(versions()).containsExactly("1.0");
        assertThat(store.find("a").orElseThrow().condition().cursor()).isEqualTo("cursor 1");

        factory.behaviour = SyncEngineTest::offerOne;
        engine.add(factory);
        assertThat(engine.kinds()).containsExactly(Map.entry("synthetic", true));
        run();
        assertThat(status("a").state()).isEqualTo(SourceState.CURRENT);
    }

    @Test
    void aSinkThatWasKeptIsOfNoUseAfterTheRun() {
        List<FeedSink> kept = new ArrayList<>();
        factory.behaviour = (context, sink) -> {
            kept.add(sink);
            return offerOne(context, sink);
        };
        add("a");
        run();
        assertThatThrownBy(() -> offer(kept.get(0), "9")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSuiteWithoutItsBytesIsNotPublished() {
        factory.behaviour = (context, sink) -> {
            sink.repository(repository());
            return new SyncResult.Completed("c");
        };
        add("a");
        run();
        assertThat(status("a").state()).isEqualTo(SourceState.UNREACHABLE);
        assertThat(parts.catalog().current().repositories()).isEmpty();
    }

    @Test
    void newSettingsEndARunUnderTheOldOnes() {
        add("a");
        factory.behaviour = (context, sink) -> {
            engine.configure("x", "synthetic", "a", Map.of("identity", "a", "color", "blue"));
            assertThatThrownBy(() -> offer(sink, "2.0")).isInstanceOf(IllegalStateException.class);
            factory.behaviour = SyncEngineTest::offerOne;
            return new SyncResult.Completed("old");
        };
        run();
        assertThat(parts.catalog().current().size()).isZero();
        run();
        assertThat(status("a").state()).isEqualTo(SourceState.CURRENT);
    }

    @Test
    void removingTakesEverythingOut() {
        add("a");
        add("b");
        run();
        engine.remove("a");
        assertThat(engine.status("a")).isEmpty();
        assertThat(store.find("a")).isEmpty();
        assertThat(parts.catalog().current().repositories())
                .extracting(repository -> repository.sourceId())
                .containsExactly("b");
        assertThatThrownBy(() -> engine.remove("a")).isInstanceOf(FettleException.class);
    }

    @Test
    void aSourceRemovedWhileItRunsLeavesNothing() {
        factory.behaviour = (context, sink) -> {
            engine.remove("a");
            return new SyncResult.Completed("c");
        };
        add("a");
        run();
        assertThat(engine.statuses()).isEmpty();
        assertThat(parts.catalog().current().repositories()).isEmpty();
        assertThat(store.all()).isEmpty();
    }

    @Test
    void aRunThatAStopCutOffIsDueAtTheNextStart() {
        add("a");
        factory.behaviour = (context, sink) -> {
            engine.stop();
            return offerOne(context, sink);
        };
        run();
        assertThat(parts.catalog().current().size()).isZero();

        store.record("a", syncing(), List.of());
        factory.behaviour = SyncEngineTest::offerOne;
        engine = engine();
        engine.add(factory);
        assertThat(status("a").state()).isEqualTo(SourceState.UNREACHABLE);
        run();
        assertThat(status("a").state()).isEqualTo(SourceState.CURRENT);
    }

    @Test
    void withoutItsPluginASourceIsAbsentButStaysPublished() {
        add("a");
        run();
        engine.remove(factory);
        assertThat(status("a").state()).isEqualTo(SourceState.ABSENT);
        engine.request("a");
        run();
        assertThat(factory.runs).isEqualTo(1);
        assertThat(versions()).containsExactly("1.0");
    }

    @Test
    void aCatalogThatLostThePartGetsEverythingAgain() throws ReflectiveOperationException {
        add("a");
        run();
        parts.publisher().withdraw("a");
        again();
        assertThat(factory.everything).containsExactly(true, true);
        assertThat(versions()).containsExactly("1.0");
        again();
        assertThat(factory.everything).containsExactly(true, true, false);
    }

    private io.fettle.spi.store.SourceStore.Condition syncing() {
        return new io.fettle.spi.store.SourceStore.Condition(
                SourceState.SYNCING,
                clock.now,
                Optional.empty(),
                Optional.of(clock.now.plus(Duration.ofDays(1))),
                Optional.empty(),
                "",
                0,
                0,
                0);
    }

    private SyncEngine engine() {
        return new SyncEngine(
                store,
                parts.publisher(),
                new SourceRun(parts.publisher(), parts.depot()),
                new Schedule(Duration.ofHours(1), Duration.ofMinutes(1), Duration.ofHours(1), () -> 0.5),
                clock,
                VendorConnections.ofPlatform(),
                tasks::add,
                (id, why) -> refused.add(why));
    }

    private SourceStatus add(String identity) {
        return engine.configure(identity, "synthetic", identity, Map.of("identity", identity))
                .status();
    }

    private SourceStatus status(String id) {
        return engine.status(id).orElseThrow();
    }

    private void run() {
        engine.tick();
        while (!tasks.isEmpty()) {
            tasks.poll().run();
        }
    }

    private void again() {
        engine.request("a");
        run();
    }

    private List<String> versions() {
        return parts.catalog().current().versionsOf("hello").stream()
                .map(available -> available.version())
                .toList();
    }

    private static SyncResult offerOne(SourceContext context, FeedSink sink) throws IOException {
        offer(sink, "1.0");
        return new SyncResult.Completed("cursor 1");
    }

    private static void offer(FeedSink sink, String version) throws IOException {
        byte[] release = "release".getBytes(StandardCharsets.US_ASCII);
        byte[] index = version.getBytes(StandardCharsets.US_ASCII);
        sink.keep(Digest.of(release), release.length, new ByteArrayInputStream(release));
        sink.keep(Digest.of(index), index.length, new ByteArrayInputStream(index));
        sink.repository(repository());
        MirroredSuite.Stored stored = new MirroredSuite.Stored(Digest.of(index), index.length);
        if (sink.index(new MirroredSuite.Index("main", "amd64", "Packages", stored, stored))) {
            sink.offered(new OfferedPackage(
                    "hello", version, "amd64", "hello", version, MultiArch.NO, "x.deb", 1, Digest.of(index), 0));
        }
    }

    private static OfferedRepository repository() {
        byte[] release = "release".getBytes(StandardCharsets.US_ASCII);
        return new OfferedRepository(
                "http://synthetic.example/",
                "stable",
                "stable",
                "stable",
                "",
                "",
                "",
                List.of("main"),
                List.of("amd64"),
                false,
                500,
                Instant.EPOCH,
                Optional.empty(),
                new MirroredSuite.Stored(Digest.of(release), release.length),
                Optional.empty());
    }

    /** What the synthetic source does when it runs. */
    private interface Behaviour {
        SyncResult sync(SourceContext context, FeedSink sink) throws IOException;
    }

    private static final class SyntheticFactory implements PatchSourceFactory {
        private Behaviour behaviour = SyncEngineTest::offerOne;
        private final List<String> cursors = new ArrayList<>();
        private final List<Boolean> everything = new ArrayList<>();
        private int runs;
        private int made;

        @Override
        public String kind() {
            return "synthetic";
        }

        @Override
        public PatchSource create(Map<String, String> settings) {
            made++;
            return new PatchSource() {
                @Override
                public Description describe() {
                    return new Description(settings.get("identity"), List.of(), "", Set.of("password"));
                }

                @Override
                public Optional<Reason> probe(SourceContext context) {
                    return Optional.empty();
                }

                @Override
                public SyncResult sync(SourceContext context, FeedSink sink) throws IOException {
                    runs++;
                    cursors.add(context.cursor());
                    everything.add(context.everything());
                    return behaviour.sync(context, sink);
                }
            };
        }
    }

    private static final class TestClock extends Clock {
        private Instant now = Instant.parse("2026-06-01T12:00:00Z");

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
