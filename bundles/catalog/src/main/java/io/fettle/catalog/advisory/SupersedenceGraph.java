package io.fettle.catalog.advisory;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What takes the place of what, as a graph without circles: of what vendors say in a circle nothing is taken in. Answers
 * are transitive. Immutable.
 */
final class SupersedenceGraph {
    private final Map<String, Set<String>> superseding;
    private final Set<String> circular;

    private SupersedenceGraph(Map<String, Set<String>> superseding, Set<String> circular) {
        this.superseding = superseding;
        this.circular = circular;
    }

    /** @param said by what each is superseded, by somebody's word */
    static SupersedenceGraph of(Map<String, Set<String>> said) {
        Map<String, Integer> circles = new Circles(said).all();
        Map<String, Set<String>> superseding = new TreeMap<>();
        Set<String> circular = new TreeSet<>();
        said.forEach((id, by) -> {
            Set<String> believed = new TreeSet<>(by);
            believed.removeIf(one -> Objects.equals(circles.get(one), circles.get(id)));
            if (believed.size() < by.size()) {
                circular.add(id);
            }
            if (!believed.isEmpty()) {
                superseding.put(id, believed);
            }
        });
        return new SupersedenceGraph(superseding, circular);
    }

    /** Nearest first; never the id itself. */
    Set<String> superseding(String id) {
        Set<String> found = new LinkedHashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(id));
        while (!open.isEmpty()) {
            for (String one : superseding.getOrDefault(open.poll(), Set.of())) {
                if (found.add(one)) {
                    open.add(one);
                }
            }
        }
        return found;
    }

    /** Those of which something was not believed. */
    Set<String> circular() {
        return Collections.unmodifiableSet(circular);
    }

    /**
     * Tarjan's strongly connected components, without recursion, because chains may be as long as a feed: two ids of one
     * component are on a circle.
     */
    private static final class Circles {
        private final Map<String, Set<String>> edges;
        private final Map<String, Integer> reached = new HashMap<>();
        private final Map<String, Integer> lowest = new HashMap<>();
        private final Map<String, Integer> component = new HashMap<>();
        private final Deque<String> unplaced = new ArrayDeque<>();
        private final Deque<Visit> visits = new ArrayDeque<>();

        Circles(Map<String, Set<String>> edges) {
            this.edges = edges;
        }

        private record Visit(String id, Iterator<String> next) {}

        Map<String, Integer> all() {
            edges.keySet().forEach(this::from);
            return component;
        }

        private void from(String start) {
            if (reached.containsKey(start)) {
                return;
            }
            enter(start);
            while (!visits.isEmpty()) {
                Visit visit = visits.peek();
                if (visit.next().hasNext()) {
                    step(visit.id(), visit.next().next());
                } else {
                    leave(visit.id());
                }
            }
        }

        private void enter(String id) {
            lowest.put(id, reached.size());
            reached.put(id, reached.size());
            unplaced.push(id);
            visits.push(new Visit(id, edges.getOrDefault(id, Set.of()).iterator()));
        }

        private void step(String from, String to) {
            if (!reached.containsKey(to)) {
                enter(to);
            } else if (!component.containsKey(to)) {
                lowest.merge(from, reached.get(to), Math::min);
            }
        }

        private void leave(String id) {
            visits.pop();
            if (!visits.isEmpty()) {
                lowest.merge(visits.peek().id(), lowest.get(id), Math::min);
            }
            if (Objects.equals(lowest.get(id), reached.get(id))) {
                int number = component.size();
                String placed;
                do {
                    placed = unplaced.pop();
                    component.put(placed, number);
                } while (!placed.equals(id));
            }
        }
    }
}
