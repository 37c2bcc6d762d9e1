package io.fettle.assessment.evaluation;

import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Kind;
import io.fettle.assessment.fleet.Slots;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.roaringbitmap.RoaringBitmap;

/**
 * Carries what an item comes to on each kind of computer to the computers that have it. Kinds that come to the same are
 * taken together, for the work is done by bitmap and not by computer. May be read by several threads while nobody writes to
 * the index.
 *
 * @param <J> by what an item is judged on computers of one kind
 */
final class Spread<J> {
    private final FleetIndex index;
    private final Slots<JudgedKind<J>> kinds = new Slots<>();

    Spread(FleetIndex index, Function<Kind, J> judges) {
        this.index = index;
        index.kinds()
                .forEach((kind, computers) ->
                        kinds.put(index.kindNumbers().numberOf(kind), new JudgedKind<>(judges.apply(kind), computers)));
    }

    private record JudgedKind<J>(J judge, RoaringBitmap computers) {}

    /**
     * What some computers that have the item come to.
     *
     * @param computers at least one; must not be changed
     */
    record Part<T>(T outcome, RoaringBitmap computers) {}

    /**
     * @param outcome what it comes to; empty where that is nothing to speak of
     * @param same whether two outcomes are to be taken together
     */
    <T> List<Part<T>> parts(int item, Function<J, Optional<T>> outcome, BiPredicate<T, T> same) {
        RoaringBitmap having = index.having(item);
        if (having.isEmpty()) {
            return List.of();
        }
        List<Alike<T>> found = new ArrayList<>(1);
        boolean[] silent = new boolean[1];
        index.kindNumbers().forEachOf(item, number -> kinds.get(number)
                .filter(kind -> RoaringBitmap.intersects(having, kind.computers()))
                .ifPresent(kind -> outcome.apply(kind.judge())
                        .ifPresentOrElse(
                                comes -> Alike.in(found, comes, same).kinds().add(kind.computers()),
                                () -> silent[0] = true)));
        boolean whole = found.size() == 1 && !silent[0] && !RoaringBitmap.intersects(having, index.unjudged());
        return whole
                ? List.of(new Part<>(found.get(0).outcome(), having))
                : found.stream().map(alike -> alike.among(having)).toList();
    }

    /** Kinds that come to the same. */
    private record Alike<T>(T outcome, List<RoaringBitmap> kinds) {
        static <T> Alike<T> in(List<Alike<T>> found, T outcome, BiPredicate<T, T> same) {
            for (Alike<T> known : found) {
                if (same.test(known.outcome(), outcome)) {
                    return known;
                }
            }
            Alike<T> first = new Alike<>(outcome, new ArrayList<>(1));
            found.add(first);
            return first;
        }

        Part<T> among(RoaringBitmap having) {
            RoaringBitmap computers = RoaringBitmap.and(having, kinds.get(0));
            for (int i = 1; i < kinds.size(); i++) {
                computers.or(RoaringBitmap.and(having, kinds.get(i)));
            }
            return new Part<>(outcome, computers);
        }
    }
}
