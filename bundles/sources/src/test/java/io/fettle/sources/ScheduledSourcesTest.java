package io.fettle.sources;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.source.SourceStatus;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScheduledSourcesTest {
    private static final Caller OWNER = new Caller("local", Role.PLATFORM_ADMIN, Scope.all());

    private final List<AuditEntry> audited = new CopyOnWriteArrayList<>();
    private final FakeSourceStore store = new FakeSourceStore();
    private ScheduledSources sources;

    @TempDir
    Path state;

    @BeforeEach
    void start() throws ReflectiveOperationException {
        RealParts parts = new RealParts(state, new FakeCatalogStore(), store);
        sources = new ScheduledSources(RealParts.config(), store, parts.publisher(), parts.depot(), audited::add);
        sources.addFactory(new QuietFactory());
    }

    @AfterEach
    void stop() throws InterruptedException {
        sources.stop();
    }

    @Test
    void aSourceThatIsAddedAgainAsItIsLeavesNothingInTheAudit() {
        SourceStatus first = add("stable", "blue");
        SourceStatus second = add("stable", "blue");
        assertThat(second.id()).isEqualTo(first.id());
        assertThat(audited).extracting(AuditEntry::action).containsExactly("source.added");
    }

    @Test
    void whatIsOtherThanBeforeIsAudited() {
        SourceStatus source = add("stable", "blue");
        add("stable", "red");
        add("renamed", "red");
        add("renamed", "red");
        assertThat(audited)
                .extracting(AuditEntry::action)
                .containsExactly("source.added", "source.changed", "source.changed");
        assertThat(audited).extracting(AuditEntry::subject).containsOnly("source:" + source.id());
    }

    /** An interrupt would close an embedded database under it. */
    @Test
    void whatARunWritesDownIsNotInterruptedByAStop() throws Exception {
        CountDownLatch writing = new CountDownLatch(1);
        CountDownLatch mayEnd = new CountDownLatch(1);
        AtomicReference<InterruptedException> interrupt = new AtomicReference<>();
        store.writing = () -> {
            writing.countDown();
            try {
                mayEnd.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                interrupt.set(e);
            }
        };
        add("stable", "blue");
        assertThat(writing.await(20, TimeUnit.SECONDS)).isTrue();
        Thread stopper = new Thread(() -> {
            try {
                sources.stop();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        stopper.start();
        while (stopper.getState() == Thread.State.NEW || stopper.getState() == Thread.State.RUNNABLE) {
            Thread.onSpinWait();
        }
        mayEnd.countDown();
        stopper.join(20_000);
        assertThat(stopper.isAlive()).isFalse();
        assertThat(interrupt).hasValue(null);
    }

    private SourceStatus add(String name, String color) {
        return sources.add("quiet", name, Map.of("identity", "one", "color", color), OWNER);
    }

    /** Its sources never have anything. */
    private static final class QuietFactory implements PatchSourceFactory {
        @Override
        public String kind() {
            return "quiet";
        }

        @Override
        public PatchSource create(Map<String, String> settings) {
            return new PatchSource() {
                @Override
                public Description describe() {
                    return new Description(settings.get("identity"), List.of(), "", Set.of());
                }

                @Override
                public Optional<Reason> probe(SourceContext context) {
                    return Optional.empty();
                }

                @Override
                public SyncResult sync(SourceContext context, FeedSink sink) {
                    return new SyncResult.Completed("");
                }
            };
        }
    }
}
