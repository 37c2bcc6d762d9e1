package io.fettle.spi.health;

import io.fettle.api.Reason;
import java.util.List;

/** Plug-in (0..n): one check. Must answer within a second; runs on threads of the health bundle. */
public interface HealthCheck {
    /** Short stable name, for example {@code database}. */
    String name();

    Result check();

    /** @param ready whether the server should be given traffic */
    record Result(boolean ready, List<Reason> reasons) {
        public Result {
            reasons = List.copyOf(reasons);
        }

        public static Result ok() {
            return new Result(true, List.of());
        }

        public static Result notReady(Reason reason) {
            return new Result(false, List.of(reason));
        }
    }
}
