package io.fettle.deployment;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderDraft.Step;
import java.util.Comparator;
import java.util.List;

/**
 * What a task has to bring about; equal on computers that are alike, so it is kept once for all of them.
 *
 * @param patches that were chosen and are missing here
 * @param steps every package that changes, sorted
 */
record Work(List<PatchId> patches, List<Step> steps) {
    static final int MAX_STEPS = 5000;

    Work {
        patches = patches.stream().sorted(Comparator.comparing(PatchId::value)).toList();
        steps = steps.stream()
                .sorted(Comparator.comparing(Step::name).thenComparing(Step::arch))
                .toList();
    }
}
