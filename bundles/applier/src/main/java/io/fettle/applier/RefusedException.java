package io.fettle.applier;

import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.PlannedChange;
import java.util.List;

/** Ends an order for good, with what the server is told about it. */
public final class RefusedException extends FettleException {
    private static final long serialVersionUID = 1L;

    private final TaskState state;
    private final transient Reason reason;
    private final transient List<PlannedChange> plan;

    public RefusedException(Reason reason) {
        this(TaskState.FAILED, reason, List.of());
    }

    /** @param plan what apt would do instead */
    public RefusedException(TaskState state, Reason reason, List<PlannedChange> plan) {
        super(ApplierError.REFUSED, "Refused: " + reason.code() + ' ' + reason.parameters());
        this.state = state;
        this.reason = reason;
        this.plan = List.copyOf(plan);
    }

    /** @throws RefusedException with a reason without parameters, unless it holds */
    public static void require(boolean holds, String code) {
        require(holds, Reason.of(code));
    }

    public static void require(boolean holds, String code, String name, String value) {
        require(holds, Reason.of(code, name, value));
    }

    public static void require(boolean holds, Reason reason) {
        if (!holds) {
            throw new RefusedException(reason);
        }
    }

    /** FAILED or SKIPPED. */
    public TaskState state() {
        return state;
    }

    public Reason reason() {
        return reason;
    }

    public List<PlannedChange> plan() {
        return plan;
    }
}
