package io.fettle.assessment.verdict;

import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Preference;
import io.fettle.api.assessment.FindingState;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.PatchId;
import io.fettle.assessment.flaw.Fixes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * What one installed item comes to on computers of one setup, before anything that is particular to a computer.
 *
 * @param state MISSING, DOWNGRADE or PINNED; SUPERSEDED for those in {@code older}
 * @param arch of the package as apt sees it: the native one where it is for all
 * @param target the candidate; for PINNED what would be the candidate without pins
 * @param archived whether it comes from a security archive
 * @param fixes what it mends, by the advisories
 * @param patch the target's id, which is costly to make
 * @param older what could be had instead of it, newest first: the patches that it supersedes, each superseded by all before
 * @param past what could have been had before the target and after the first of {@code older}, newest first
 */
public record Verdict(
        FindingState state,
        String arch,
        AvailablePackage target,
        boolean archived,
        Fixes fixes,
        PatchId patch,
        List<Verdict> older,
        List<Past> past) {
    /** Vendors that keep all versions there ever were leave a choice that nobody makes. */
    public static final int MOST_OLDER = 20;

    public Verdict {
        older = List.copyOf(older);
        past = List.copyOf(past);
    }

    /** One that supersedes nothing. */
    public Verdict(
            FindingState state, String arch, AvailablePackage target, boolean archived, Fixes fixes, PatchId patch) {
        this(state, arch, target, archived, fixes, patch, List.of(), List.of());
    }

    /** Whether it is about security: by where it comes from, or by what an advisory says of it. */
    public boolean security() {
        return archived || !fixes.isEmpty();
    }

    /** The same, with what advisories know. */
    public Verdict mending(Fixes mended) {
        return new Verdict(state, arch, target, archived, mended, patch, older, past);
    }

    /** The same, with what it supersedes. */
    public Verdict over(List<Verdict> superseded) {
        return new Verdict(state, arch, target, archived, fixes, patch, superseded, past);
    }

    /** The same, with other words of what it supersedes. */
    public Verdict rewordingOlder(UnaryOperator<Verdict> reword) {
        return older.isEmpty() ? this : over(older.stream().map(reword).toList());
    }

    private Verdict after(List<Past> before) {
        return new Verdict(state, arch, target, archived, fixes, patch, older, before);
    }

    /**
     * The same, with what was on offer before: each by the oldest of its choices that is newer.
     *
     * @param newestFirst all older than the target
     */
    public Verdict replacing(List<Past> newestFirst, Comparator<String> order) {
        if (newestFirst.isEmpty()) {
            return this;
        }
        List<Verdict> choices = choices();
        List<List<Past>> parts = choices.stream()
                .map(choice -> (List<Past>) new ArrayList<Past>())
                .toList();
        for (Past one : newestFirst) {
            int place = 0;
            while (place + 1 < choices.size()
                    && order.compare(
                                    choices.get(place + 1).target().version(),
                                    one.version().version())
                            > 0) {
                place++;
            }
            parts.get(place).add(one);
        }
        return after(parts.get(0))
                .over(IntStream.range(0, older.size())
                        .mapToObj(i -> older.get(i).after(parts.get(i + 1)))
                        .toList());
    }

    /** The same, with other words of what was on offer before it. */
    public Verdict rewordingPast(UnaryOperator<Past> reword) {
        return past.isEmpty() ? this : after(past.stream().map(reword).toList());
    }

    /** All that could be installed to get on, newest first: its target, and what that supersedes. */
    public List<Verdict> choices() {
        List<Verdict> choices = new ArrayList<>(older.size() + 1);
        choices.add(this);
        choices.addAll(older);
        return choices;
    }

    /**
     * What of it counts where something is declined: the newest choice that is not, over all that it supersedes. Empty where
     * all are declined.
     *
     * @param decided what was decided about a patch for the computer
     */
    public Optional<Verdict> counting(Function<PatchId, Decision> decided) {
        List<Verdict> choices = choices();
        List<Integer> places = IntStream.range(0, choices.size()).boxed().toList();
        return Preference.open(places, place -> decided.apply(choices.get(place).patch()))
                .map(place -> choices.get(place).over(choices.subList(place + 1, choices.size())));
    }

    public boolean isMissing() {
        return state == FindingState.MISSING;
    }
}
