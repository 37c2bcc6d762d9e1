package io.fettle.demo;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.demo.DemoError;
import io.fettle.api.identity.Caller;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongConsumer;

/** Adds the demo's repository like any other and waits until it was imported. */
final class DemoSources {
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Sources sources;
    private final Pause pause;

    DemoSources(Sources sources, Pause pause) {
        this.sources = sources;
        this.pause = pause;
    }

    void add(DemoRepository repository, long seed, Caller by, LongConsumer imported) throws InterruptedException {
        List<String> waiting = new ArrayList<>();
        for (Distribution distribution : Distribution.values()) {
            for (String suite : distribution.suites()) {
                boolean security = suite.equals(distribution.securitySuite());
                String name = "Demo data " + seed + ": " + distribution.label + (security ? " security" : "");
                Map<String, String> settings = Map.of(
                        "uri",
                        repository.uri(),
                        "suite",
                        suite,
                        "components",
                        DemoRepository.COMPONENT,
                        "architectures",
                        DemoRepository.ARCH,
                        "keyring",
                        repository.keyring());
                waiting.add(sources.add("apt", name, settings, by).id());
            }
        }
        int all = waiting.size();
        for (long looks = PATIENCE.dividedBy(PAUSE); looks > 0; looks--) {
            waiting.removeIf(this::isImported);
            imported.accept(all - waiting.size());
            if (waiting.isEmpty()) {
                return;
            }
            pause.take(PAUSE);
        }
        throw failed("was not imported within " + PATIENCE.toMinutes() + " minutes");
    }

    private boolean isImported(String id) {
        SourceStatus status = sources.find(id).orElseThrow(() -> failed("was removed while it was imported"));
        SourceState state = status.state();
        if (state == SourceState.REFUSED || state == SourceState.DISABLED || state == SourceState.UNREACHABLE) {
            throw failed("is " + state
                    + status.reason().map(Reason::code).map(c -> " (" + c + ')').orElse(""));
        }
        return state == SourceState.CURRENT;
    }

    private static FettleException failed(String problem) {
        return new FettleException(
                DemoError.REPOSITORY_FAILED, "The repository of the demo " + problem + "; look at /api/v1/sources");
    }

    /** Waits; replaced in tests. */
    interface Pause {
        void take(Duration time) throws InterruptedException;
    }
}
