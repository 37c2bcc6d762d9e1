package io.fettle.rest.patch;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.assessment.PatchSummary;
import java.util.function.Function;

/** The list without those that nobody misses, because they are merely older choices: they come last in it. */
final class MissedPatches {
    private MissedPatches() {}

    /** @param list gives parts of the whole list, most widely missing first */
    static Page<PatchSummary> of(Function<PageRequest, Page<PatchSummary>> list, PageRequest wanted) {
        long total = 0;
        Page<PatchSummary> part;
        long here;
        do {
            part = list.apply(new PageRequest(Math.toIntExact(total), PageRequest.MAX_LIMIT));
            here = part.items().stream().filter(MissedPatches::isMissed).count();
            total += here;
        } while (here == PageRequest.MAX_LIMIT);
        return new Page<>(
                list.apply(wanted).items().stream()
                        .filter(MissedPatches::isMissed)
                        .toList(),
                total);
    }

    private static boolean isMissed(PatchSummary patch) {
        return patch.computers() > 0;
    }
}
