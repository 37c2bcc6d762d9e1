package io.fettle.protocol;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.PlannedChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** JSON of a task report, the payload of {@link MessageKind#REPORT}. */
public final class ReportCodec {
    private static final int MAX_REASONS = 50;
    private static final int MAX_PLAN = 5000;

    private ReportCodec() {}

    public static byte[] encode(TaskReport report) {
        return JsonOut.write(out -> {
            out.text("task", report.taskId());
            out.text("state", report.state().map(Enum::name));
            out.instant("at", report.at());
            out.reasons("reasons", report.reasons());
            out.list("plan", report.plan(), SimulationCodec::writeChange);
        });
    }

    public static TaskReport decode(byte[] payload) {
        return JsonIn.read(payload, ReportCodec::read);
    }

    private static TaskReport read(JsonIn in) {
        String task = null;
        String word = null;
        Optional<TaskState> state = Optional.empty();
        Instant at = null;
        List<Reason> reasons = List.of();
        List<PlannedChange> plan = List.of();
        in.enter();
        for (String name = in.nextField(); name != null; name = in.nextField()) {
            switch (name) {
                case "task" -> task = in.text(64);
                case "state" -> {
                    word = in.word();
                    state = in.known(TaskState.class, word);
                }
                case "at" -> at = in.instant();
                case "reasons" -> reasons = in.list(MAX_REASONS, JsonIn::reason);
                case "plan" -> plan = in.list(MAX_PLAN, SimulationCodec::readChange);
                default -> in.skip();
            }
        }
        String itsWord = JsonIn.required(word, "state");
        return new TaskReport(
                JsonIn.required(task, "task"),
                state,
                JsonIn.required(at, "at"),
                state.isPresent() ? reasons : with(reasons, Reason.of("report.not_understood", "state", itsWord)),
                plan);
    }

    private static List<Reason> with(List<Reason> reasons, Reason last) {
        List<Reason> all = new ArrayList<>(reasons);
        all.add(last);
        return all;
    }
}
