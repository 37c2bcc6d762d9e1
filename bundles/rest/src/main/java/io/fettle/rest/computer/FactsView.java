package io.fettle.rest.computer;

import io.fettle.api.inventory.ComputerFacts;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a computer says about itself, beyond what the list shows. @param running null where its agent does not tell */
public record FactsView(
        String osId,
        String osVersion,
        String osCodename,
        String kernel,
        @Nullable String newestKernel,
        List<String> architectures,
        @Nullable RunningView running) {
    static FactsView of(ComputerFacts facts) {
        return new FactsView(
                facts.osId(),
                facts.osVersion(),
                facts.osCodename(),
                facts.runningKernel(),
                facts.newestKernel().orElse(null),
                facts.architectures(),
                RunningView.of(facts).orElse(null));
    }
}
