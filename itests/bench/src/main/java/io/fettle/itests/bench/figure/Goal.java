package io.fettle.itests.bench.figure;

import java.math.BigDecimal;
import java.util.Optional;

/** What a figure is meant to be. */
public final class Goal {
    private enum Of {
        VALUE,
        RATIO
    }

    private final Of of;
    private final boolean atMost;
    private final double limit;

    private Goal(Of of, boolean atMost, double limit) {
        this.of = of;
        this.atMost = atMost;
        this.limit = limit;
    }

    public static Goal atMost(double limit) {
        return new Goal(Of.VALUE, true, limit);
    }

    public static Goal atLeast(double limit) {
        return new Goal(Of.VALUE, false, limit);
    }

    /** At most so many times the peer's. */
    public static Goal atMostTimesThePeer(double limit) {
        return new Goal(Of.RATIO, true, limit);
    }

    String text() {
        String what = of == Of.RATIO ? "ratio" : "ours";
        return what
                + (atMost ? " <= " : " >= ")
                + BigDecimal.valueOf(limit).stripTrailingZeros().toPlainString();
    }

    Optional<Boolean> holds(Figure figure) {
        if (of == Of.VALUE) {
            return Optional.of(within(figure.ours()));
        }
        return figure.ratio().isPresent() ? Optional.of(within(figure.ratio().getAsDouble())) : Optional.empty();
    }

    private boolean within(double value) {
        return atMost ? value <= limit : value >= limit;
    }
}
