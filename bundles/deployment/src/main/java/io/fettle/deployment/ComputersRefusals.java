package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.audit.RefusalAudit;
import io.fettle.api.deployment.Outcomes.Numbered;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.inventory.ComputerId;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings into the audit what computers say they refused: an order, a package, a repository that does not hold. A computer
 * does not choose an audit action freely: a code that is not known here counts under its family, so what one computer can
 * write within a minute is bounded. Thread-safe; blocks as the audit does.
 */
final class ComputersRefusals {
    private static final int MAX_PARAMETERS = 9;
    private static final int MAX_VALUE = 300;
    private static final int MAX_NAME = 40;
    private static final Set<String> FAMILIES =
            Set.of("order", "reply", "package", "repository", "index", "content", "handover");
    private static final Set<String> KNOWN = Set.of(
            "order.forged",
            "order.malformed",
            "order.not_understood",
            "order.wrong_kind",
            "order.redirected",
            "order.replayed",
            "order.expired",
            "order.from_the_future",
            "order.bad_times",
            "order.not_allowed",
            "order.other_task",
            "reply.forged",
            "reply.malformed",
            "reply.not_understood",
            "reply.wrong_kind",
            "reply.redirected",
            "reply.replayed",
            "package.not_in_index",
            "repository.not_signed",
            "repository.no_keys",
            "repository.not_here",
            "repository.other_suite",
            "repository.older",
            "repository.expired",
            "repository.unclear_keys",
            "index.not_in_release",
            "index.altered",
            "index.unreadable",
            "content.altered",
            "handover.incomplete",
            "handover.not_a_file",
            "handover.too_long");

    private final RefusalAudit audit;

    ComputersRefusals(RefusalAudit audit) {
        this.audit = audit;
    }

    /** Of a report that was taken for the first time. */
    void in(Numbered numbered) {
        TaskReport report = numbered.report();
        for (Reason reason : report.reasons()) {
            if (FAMILIES.contains(family(reason.code()))) {
                audit.refused(
                        actor(numbered.computer()), action(reason.code()), () -> details(reason, report.taskId()));
            }
        }
    }

    /** Of a report that itself is refused. */
    void of(ComputerId computer, String action) {
        audit.refused(actor(computer), action, Map::of);
    }

    private static String actor(ComputerId computer) {
        return "computer:" + computer;
    }

    private static String family(String code) {
        int dot = code.indexOf('.');
        return dot < 0 ? "" : code.substring(0, dot);
    }

    private static String action(String code) {
        return KNOWN.contains(code) ? code : family(code) + ".refused";
    }

    private static Map<String, String> details(Reason reason, String task) {
        Map<String, String> details = new TreeMap<>();
        details.put("by", "computer");
        if (!KNOWN.contains(reason.code())) {
            details.put("code", reason.code());
        }
        if (!task.equals(TaskReport.NO_TASK)) {
            details.put("task", task);
        }
        reason.parameters().entrySet().stream()
                .limit(MAX_PARAMETERS)
                .forEach(p -> details.putIfAbsent(cut(p.getKey(), MAX_NAME), cut(p.getValue(), MAX_VALUE)));
        return details;
    }

    private static String cut(String text, int max) {
        return text.length() <= max ? text : text.substring(0, max);
    }
}
