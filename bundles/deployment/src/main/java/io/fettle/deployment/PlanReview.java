package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.ReplacedPackage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Judges what a computer's package manager plans in addition to an order. Only upgrades to, and new packages of, versions
 * that the computer's own repositories offer and nobody declined for it are taken in; whatever else the plan holds, the whole plan is refused.
 */
final class PlanReview {
    /** @param work empty where the plan is refused @param why what was added, or why it was refused */
    record Verdict(Optional<Work> work, List<Reason> why) {}

    private final Work ordered;
    private final Offers offers;
    private final List<Reason> why = new ArrayList<>();

    private PlanReview(Work ordered, Offers offers) {
        this.ordered = ordered;
        this.offers = offers;
    }

    static Verdict of(Work ordered, List<PlannedChange> plan, Offers offers) {
        return new PlanReview(ordered, offers).judge(plan);
    }

    private Verdict judge(List<PlannedChange> plan) {
        Map<String, Step> before = new HashMap<>();
        ordered.steps().forEach(s -> before.put(Planner.key(s.name(), s.arch()), s));
        Map<String, Step> steps = new HashMap<>();
        for (PlannedChange change : plan) {
            String key = Planner.key(change.name(), change.arch());
            Optional<Step> step = take(change, Optional.ofNullable(before.get(key)));
            if (step.isEmpty()) {
                return new Verdict(Optional.empty(), why);
            }
            steps.put(key, step.get());
        }
        before.forEach((key, step) -> {
            if (!steps.containsKey(key)) {
                why.add(reason("plan.not_needed", step.name(), step.to()));
            }
        });
        if (steps.size() > Work.MAX_STEPS) {
            return refused("too_large", "", "");
        }
        return new Verdict(Optional.of(new Work(ordered.patches(), List.copyOf(steps.values()))), why);
    }

    private Optional<Step> take(PlannedChange change, Optional<Step> ordered) {
        if (change.to().isEmpty()) {
            refused("removal", change.name(), change.from().orElse(""));
            return Optional.empty();
        }
        if (change.from().isPresent() && offers.versions().compare(change.from().get(), change.to()) >= 0) {
            refused("not_newer", change.name(), change.to());
            return Optional.empty();
        }
        if (ordered.filter(s -> !s.to().equals(change.to())).isPresent()) {
            refused("other_version", change.name(), change.to());
            return Optional.empty();
        }
        if (ordered.filter(s -> s.from().isPresent() && change.from().isEmpty()).isPresent()) {
            refused("not_installed", change.name(), change.to());
            return Optional.empty();
        }
        Optional<AvailablePackage> offered = offers.find(change.name(), change.arch(), change.to());
        Optional<ReplacedPackage> odd = change.replaces().stream()
                .filter(gone -> offered.filter(its -> mayReplace(its, gone)).isEmpty())
                .findFirst();
        if (odd.isPresent()) {
            refused("removal", odd.get().name(), odd.get().version());
            return Optional.empty();
        }
        if (offered.isEmpty()) {
            refused("not_offered", change.name(), change.to());
        } else if (offers.declines(offered.get())) {
            refused("declined", change.name(), change.to());
            return Optional.empty();
        } else if (ordered.isEmpty()) {
            why.add(reason("plan.extended", change.name(), change.to()));
        }
        return offered.map(p -> offers.step(p, change.from()).replacing(change.replaces()));
    }

    /** What the vendor says that it obsoletes, and an older one of those that are kept side by side. */
    private boolean mayReplace(AvailablePackage offered, ReplacedPackage gone) {
        return offered.name().equals(gone.name())
                ? offers.versions().compare(gone.version(), offered.version()) < 0
                : offered.obsoletes().stream().anyMatch(entry -> entry.split(" ", 2)[0].equals(gone.name()));
    }

    private Verdict refused(String cause, String name, String version) {
        why.add(new Reason("plan.refused", Map.of("cause", cause, "package", name, "version", version)));
        return new Verdict(Optional.empty(), why);
    }

    private static Reason reason(String code, String name, String version) {
        return Reason.of(code, "package", name, "version", version);
    }
}
