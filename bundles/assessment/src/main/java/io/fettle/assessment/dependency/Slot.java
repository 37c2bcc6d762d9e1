package io.fettle.assessment.dependency;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A package's place on a computer: what is in it now, and what would be. For one thread. */
final class Slot {
    private final @Nullable Build now;
    private final @Nullable Build target;
    private boolean taken;

    private Slot(@Nullable Build now, @Nullable Build target) {
        this.now = now;
        this.target = target;
        this.taken = target != null;
    }

    static Slot installed(Build now, Optional<Build> target) {
        return new Slot(now, target.orElse(null));
    }

    static Slot added(Build target) {
        return new Slot(null, target);
    }

    boolean isNew() {
        return now == null;
    }

    /** Whether it would have something else in it than now. */
    boolean isChanged() {
        return taken;
    }

    void keep() {
        taken = false;
    }

    boolean isKeptBack() {
        return !taken && target != null;
    }

    /** Null where there is nothing. */
    @Nullable
    Build before() {
        return now;
    }

    @Nullable
    Build after() {
        return taken ? target : now;
    }

    @Nullable
    Build target() {
        return target;
    }
}
