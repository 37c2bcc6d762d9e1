package io.fettle.rest.computer;

import io.fettle.api.Reason;
import java.util.List;
import java.util.Map;

/** One step of a "why": put into words by whoever shows it. */
public record ReasonView(String code, Map<String, String> parameters) {
    public static ReasonView of(Reason reason) {
        return new ReasonView(reason.code(), reason.parameters());
    }

    static List<ReasonView> of(List<Reason> reasons) {
        return reasons.stream().map(ReasonView::of).toList();
    }
}
