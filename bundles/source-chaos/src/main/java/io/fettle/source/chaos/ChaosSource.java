package io.fettle.source.chaos;

import io.fettle.api.Reason;
import io.fettle.spi.source.FeedSink;
import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.SourceContext;
import io.fettle.spi.source.SyncResult;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Good in its first run, so that there is something to lose; then it behaves. */
final class ChaosSource implements PatchSource {
    private final Behaviour behaviour;

    ChaosSource(Behaviour behaviour) {
        this.behaviour = behaviour;
    }

    @Override
    public Description describe() {
        return new Description(behaviour.name(), List.of(), "", Set.of());
    }

    @Override
    public Optional<Reason> probe(SourceContext context) {
        return Optional.empty();
    }

    @Override
    public SyncResult sync(SourceContext context, FeedSink sink) throws IOException {
        if (context.cursor().isEmpty()) {
            Handover.of(sink, "first run").inOrder();
            return new SyncResult.Completed("ran");
        }
        return behaviour.run(context, sink);
    }
}
