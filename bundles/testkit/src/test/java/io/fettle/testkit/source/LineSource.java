package io.fettle.testkit.source;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.advisory.Advisory;
import io.fettle.spi.source.Cursor;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.Fetcher;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads {@code ID TITLE} on each line, up to a line {@code END}; with one vice, or none. */
final class LineSource implements PatchSource, PatchSourceFactory {
    static final String URI_OF_FEED = "https://feeds.example.org/lines.txt";

    private final Vice vice;

    LineSource(Vice vice) {
        this.vice = vice;
    }

    /** What is wrong with it. */
    enum Vice {
        NONE,
        COUNTS_ITS_RUNS,
        ASKS_FOR_EVERYTHING,
        SWALLOWS_FAILURES,
        TAKES_HALF_A_FILE,
        FORGETS_THE_BASIS,
        BELIEVES_ITS_CURSOR
    }

    private static int runs;

    @Override
    public String kind() {
        return "line";
    }

    @Override
    public PatchSource create(Map<String, String> settings) {
        return this;
    }

    @Override
    public Description describe() {
        return new Description(URI_OF_FEED, List.of(), "", Set.of());
    }

    @Override
    public Optional<Reason> probe(SourceContext context) throws IOException {
        try (Fetcher.Fetched answer = fetch(context, Optional.empty())) {
            return answer.status() == Fetcher.Status.FOUND ? Optional.empty() : Optional.of(Reason.of("line.missing"));
        }
    }

    @Override
    public SyncResult sync(SourceContext context, FeedSink sink) throws IOException {
        try {
            return read(context, sink);
        } catch (IOException | IllegalStateException e) {
            if (vice == Vice.SWALLOWS_FAILURES) {
                return new SyncResult.Completed(context.cursor());
            }
            throw e;
        }
    }

    private SyncResult read(SourceContext context, FeedSink sink) throws IOException {
        Optional<String> validator = Cursor.read(context.cursor()).find("validator");
        if (vice == Vice.BELIEVES_ITS_CURSOR && !context.cursor().isEmpty()) {
            validator.orElseThrow();
        }
        boolean anew = context.everything() || vice == Vice.ASKS_FOR_EVERYTHING;
        try (Fetcher.Fetched answer = fetch(context, anew ? Optional.empty() : validator)) {
            if (answer.status() == Fetcher.Status.UNCHANGED) {
                return new SyncResult.Completed(context.cursor());
            }
            byte[] bytes = answer.stream().readAllBytes();
            List<String> lines = new ArrayList<>(
                    new String(bytes, StandardCharsets.UTF_8).lines().toList());
            boolean whole = !lines.isEmpty() && lines.remove(lines.size() - 1).equals("END");
            if ((!whole && vice != Vice.TAKES_HALF_A_FILE)
                    || !lines.stream().allMatch(line -> line.matches("[!-~]+ .+"))) {
                return new SyncResult.Refused(Reason.of("line.malformed"));
            }
            handOver(sink, lines, vice == Vice.FORGETS_THE_BASIS ? new byte[0] : bytes);
            return new SyncResult.Completed(
                    Cursor.empty().with("validator", answer.validator()).write());
        }
    }

    private void handOver(FeedSink sink, List<String> lines, byte[] basis) throws IOException {
        String mark = vice == Vice.COUNTS_ITS_RUNS ? "-" + runs++ : "";
        if (sink.collection("lines", Digest.of(basis))) {
            for (String line : lines) {
                String id = line.split(" ", 2)[0] + mark;
                sink.advisory(Advisory.of(id.substring(0, Math.min(100, id.length())))
                        .title(line)
                        .build());
            }
        }
    }

    private static Fetcher.Fetched fetch(SourceContext context, Optional<String> known) throws IOException {
        return context.fetcher(URI.create("https://feeds.example.org/"))
                .fetch(new Fetcher.Request("lines.txt", 1 << 20, known));
    }
}
