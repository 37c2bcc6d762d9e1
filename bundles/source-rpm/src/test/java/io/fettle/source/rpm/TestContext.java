package io.fettle.source.rpm;

import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.SourceContext;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** What a run is given, without an engine. */
final class TestContext implements SourceContext {
    final List<String> steps = new ArrayList<>();
    Instant now = Instant.ofEpochSecond(TestRepository.REVISION).plusSeconds(3600);
    String cursor = "";
    boolean everything;

    private final Function<URI, Fetcher> fetchers;

    TestContext(Function<URI, Fetcher> fetchers) {
        this.fetchers = fetchers;
    }

    @Override
    public Clock clock() {
        return Clock.fixed(now, ZoneOffset.UTC);
    }

    @Override
    public String cursor() {
        return cursor;
    }

    @Override
    public boolean everything() {
        return everything;
    }

    @Override
    public Fetcher fetcher(URI root) {
        return fetchers.apply(root);
    }

    @Override
    public void progress(String step, long done, long total) {
        if (done < 0 || total < 0 || done > total) {
            throw new AssertionError(step + " " + done + " of " + total);
        }
        steps.add(step);
    }

    @Override
    public boolean cancelled() {
        return false;
    }
}
