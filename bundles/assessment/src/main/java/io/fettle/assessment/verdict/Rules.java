package io.fettle.assessment.verdict;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.HealthStatus;
import io.fettle.api.assessment.PatchClock;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.api.policy.HealthPolicy;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.lifecycle.Release;
import io.fettle.assessment.lifecycle.SupportTable;
import io.fettle.assessment.lifecycle.Supports;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/**
 * By what a fleet is judged in one state of the index. Whoever evaluates in another way has to use the same, or finds a
 * difference that is none. Immutable.
 *
 * @param inForce the health policy
 * @param supports until when platforms are supported, by that policy
 * @param today in UTC; what is past and what is due changes at midnight only
 */
public record Rules(InForce inForce, Supports supports, LocalDate today) {
    /** As long as nobody was asked. */
    public static final Rules STANDARD = new Rules(
            InForce.STANDARD, new Supports(SupportTable.published(), HealthPolicy.standard()), LocalDate.EPOCH);

    /**
     * What missing each of its choices counts, where all before it are declined and it is not. Who waits for a patch waits for
     * those that it supersedes as well, so the one that has waited for the longest decides what is overdue.
     *
     * @param known gives the day of the epoch since which a patch is known
     */
    public List<Weight> weights(Verdict verdict, ToIntFunction<PatchId> known) {
        List<Verdict> choices = verdict.choices();
        Weight[] weights = new Weight[choices.size()];
        int overdueBefore = Weight.NEVER;
        for (int i = weights.length - 1; i >= 0; i--) {
            Verdict choice = choices.get(i);
            for (Past past : choice.past()) {
                overdueBefore = later(overdueBefore, past.day(), latestStart(past.security(), past.fixes()));
            }
            overdueBefore = later(
                    overdueBefore, known.applyAsInt(choice.patch()), latestStart(choice.security(), choice.fixes()));
            weights[i] = new Weight(health(choice), choice.security(), overdueBefore);
        }
        return List.of(weights);
    }

    private static int later(int overdueBefore, int known, int latestStart) {
        return known < latestStart ? Math.max(overdueBefore, latestStart) : overdueBefore;
    }

    /** Whoever has been waiting since before this day waits for too long. */
    private int latestStart(boolean security, Fixes fixes) {
        int latest = dueDays(security, fixes).map(this::daysAgo).orElse(Weight.NEVER);
        int exploitedLatest = daysAgo(inForce.policy().exploitedDueDays());
        boolean exploitedForLong = fixes.exploitedSince()
                .filter(since -> since.toEpochDay() < exploitedLatest)
                .isPresent();
        return exploitedForLong ? Math.max(latest, exploitedLatest) : latest;
    }

    private int daysAgo(int days) {
        return Math.toIntExact(today.toEpochDay()) - days;
    }

    /** Empty for what is not about security: nobody has to hurry. */
    private Optional<Integer> dueDays(boolean security, Fixes fixes) {
        return security ? Optional.of(inForce.policy().ruleFor(fixes.severity()).dueDays()) : Optional.empty();
    }

    /**
     * The clock that runs out first, of a missing patch, of those that it supersedes, and of those that were there before.
     *
     * @param known as in {@link #weights}
     * @param since the day of the epoch since which the computer has the package
     */
    public PatchClock clock(Verdict verdict, ToIntFunction<PatchId> known, int since, boolean declined) {
        return verdict.choices().stream()
                .flatMap(choice -> Stream.concat(
                        Stream.of(clock(
                                choice.security(),
                                choice.fixes(),
                                Math.max(known.applyAsInt(choice.patch()), since),
                                declined)),
                        choice.past().stream()
                                .map(past ->
                                        clock(past.security(), past.fixes(), Math.max(past.day(), since), declined))))
                .min(Comparator.comparing((PatchClock clock) -> clock.due().orElse(LocalDate.MAX)))
                .orElseThrow();
    }

    private PatchClock clock(boolean security, Fixes fixes, int start, boolean declined) {
        LocalDate firstSeen = LocalDate.ofEpochDay(start);
        Optional<LocalDate> due = due(security, fixes, firstSeen);
        boolean late = due.filter(today::isAfter).isPresent();
        return new PatchClock(firstSeen, due, late && !declined);
    }

    private Optional<LocalDate> due(boolean security, Fixes fixes, LocalDate firstSeen) {
        Optional<LocalDate> due = dueDays(security, fixes).map(firstSeen::plusDays);
        Optional<LocalDate> exploitedDue = fixes.exploitedSince()
                .map(since -> since.isAfter(firstSeen) ? since : firstSeen)
                .map(from -> from.plusDays(inForce.policy().exploitedDueDays()));
        return Stream.concat(due.stream(), exploitedDue.stream()).min(Comparator.naturalOrder());
    }

    /** What a computer comes to that misses it. */
    public HealthStatus health(Verdict verdict) {
        Severity severity = verdict.fixes().severity();
        boolean other = severity == Severity.UNKNOWN && !verdict.security();
        return other
                ? inForce.policy().otherUpdates()
                : inForce.policy().ruleFor(severity).counts();
    }

    public boolean isEnded(Release release) {
        return supports.isEnded(release, today);
    }

    /**
     * Of a computer that can be judged.
     *
     * @param ended whether its platform is not supported any more
     */
    public HealthStatus health(Tally tally, boolean ended) {
        HealthStatus least = ended ? inForce.policy().endedPlatform() : HealthStatus.HEALTHY;
        if (tally.urgent() > 0 || least == HealthStatus.HIGHLY_VULNERABLE) {
            return HealthStatus.HIGHLY_VULNERABLE;
        }
        return tally.counting() > 0 ? HealthStatus.VULNERABLE : least;
    }
}
