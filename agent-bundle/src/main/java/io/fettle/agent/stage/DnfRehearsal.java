package io.fettle.agent.stage;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.protocol.Order;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * None: packages have to be verified before dnf may read them, and root alone may lay them out for it. So the applier asks,
 * before it changes anything, and what it answers goes the same way back to the server.
 */
public final class DnfRehearsal implements Rehearsal {
    @Override
    public Optional<Rehearsed> of(Order order, BooleanSupplier pause) {
        return Optional.of(new Rehearsed(
                Optional.empty(), order.steps().stream().map(Step::change).toList()));
    }
}
