package io.fettle.agent.stage;

import io.fettle.agent.scan.InstallPlan;
import io.fettle.agent.scan.InstallPlan.Planned;
import io.fettle.api.Reason;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;

/** apt's own dry run, for which nobody needs a privilege. */
public final class AptRehearsal implements Rehearsal {
    private final InstallPlan plans;

    public AptRehearsal(InstallPlan plans) {
        this.plans = plans;
    }

    @Override
    public Optional<Rehearsed> of(Order order, BooleanSupplier pause) throws IOException {
        List<String> wanted = order.steps().stream()
                .filter(step -> step.from().isPresent())
                .map(step -> step.name() + ':' + step.arch() + '=' + step.to())
                .toList();
        return plans.plan(order.suites(), wanted, pause).map(AptRehearsal::judged);
    }

    private static Rehearsed judged(Planned planned) {
        if (planned.status() != 0) {
            return Rehearsed.refused(Reason.of("plan.refused", "words", words(planned.errors())));
        }
        if (!planned.run().removed().isEmpty()) {
            String removed = String.join(" ", planned.run().removed());
            return Rehearsed.refused(Reason.of("plan.removes", "packages", removed));
        }
        return new Rehearsed(Optional.empty(), planned.run().changes());
    }

    private static String words(String errors) {
        return errors.lines()
                .filter(line -> line.startsWith("E:"))
                .map(line -> line.substring(2).strip())
                .collect(Collectors.joining(" "));
    }
}
