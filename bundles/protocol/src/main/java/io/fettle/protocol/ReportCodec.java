package io.fettle.protocol;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.PlannedChange;
import java.time.Instant;
import java.util.List;

/** JSON of a task report, the payload of {@link MessageKind#REPORT}. */
public final class ReportCodec {
    private static final int MAX_REASONS = 50;
    private static final int MAX_PLAN = 5000;

    private ReportCodec() {}

    public static byte[] encode(TaskReport report) {
        return JsonOut.write(out -> {
            out.text("task", report.taskId());
            out.text("state", report.state().name());
            out.instant("at", report.at());
            out.reasons("reasons", report.reasons());
            out.list("plan", report.plan(), InventoryCodec::writeChange);
        });
    }

    public static TaskReport decode(byte[] payload) {
        return JsonIn.read(payload, ReportCodec::read);
    }

    private static TaskReport read(JsonIn in) {
        String task = null;
        TaskState state = null;
        Instant at = null;
        List<Reason> reasons = List.of();
        List<PlannedChange> plan = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "task" -> task = in.text(64);
                case "state" -> state = in.choice(TaskState.class);
                case "at" -> at = in.instant();
                case "reasons" -> reasons = in.list(MAX_REASONS, JsonIn::reason);
                case "plan" -> plan = in.list(MAX_PLAN, InventoryCodec::readChange);
                default -> in.skip();
            }
        }
        return new TaskReport(
                JsonIn.required(task, "task"),
                JsonIn.required(state, "state"),
                JsonIn.required(at, "at"),
                reasons,
                plan);
    }
}
