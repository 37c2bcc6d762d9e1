package io.fettle.rest.demo;

import io.fettle.api.demo.DemoProgress;
import io.fettle.rest.computer.ReasonView;
import org.jspecify.annotations.Nullable;

/** How far a filling is. */
public record DemoView(
        DemoProgress.State state,
        String step,
        long done,
        long total,
        int computers,
        long seed,
        int added,
        @Nullable ReasonView reason) {
    static DemoView of(DemoProgress progress) {
        return new DemoView(
                progress.state(),
                progress.step(),
                progress.done(),
                progress.total(),
                progress.computers(),
                progress.seed(),
                progress.added(),
                progress.reason().map(ReasonView::of).orElse(null));
    }
}
