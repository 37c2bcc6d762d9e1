package io.fettle.catalog.advisory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupersedenceGraphTest {
    @Test
    void answersAreTransitiveAndNearestFirst() {
        SupersedenceGraph graph = SupersedenceGraph.of(
                Map.of("1", Set.of("2"), "2", Set.of("3", "4"), "4", Set.of("5"), "3", Set.of("5")));

        assertThat(graph.superseding("1")).containsExactly("2", "3", "4", "5");
        assertThat(graph.superseding("5")).isEmpty();
        assertThat(graph.circular()).isEmpty();
    }

    @Test
    void ofACircleNothingIsBelievedAndTheRestStays() {
        SupersedenceGraph graph = SupersedenceGraph.of(
                Map.of("0", Set.of("1"), "1", Set.of("2"), "2", Set.of("3"), "3", Set.of("1", "4"), "5", Set.of("5")));

        assertThat(graph.superseding("0")).containsExactly("1");
        assertThat(graph.superseding("1")).isEmpty();
        assertThat(graph.superseding("3")).containsExactly("4");
        assertThat(graph.superseding("5")).isEmpty();
        assertThat(graph.circular()).containsExactly("1", "2", "3", "5");
    }

    @Test
    void aChainAsLongAsAFeedIsNoTrouble() {
        Map<String, Set<String>> chain = new HashMap<>();
        for (int i = 0; i < 100_000; i++) {
            chain.put(String.valueOf(i), Set.of(String.valueOf(i + 1)));
        }

        assertThat(SupersedenceGraph.of(chain).superseding("0")).hasSize(100_000);
    }

    /** The plain way: who can be reached, by walking. */
    @Test
    void agreesWithWalkingOnRandomGraphs() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            Map<String, Set<String>> said = new HashMap<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                said.computeIfAbsent(name(random), id -> new HashSet<>()).add(name(random));
            }
            SupersedenceGraph graph = SupersedenceGraph.of(said);
            Map<String, Set<String>> believed = new HashMap<>();
            said.forEach((id, by) -> by.stream()
                    .filter(one -> !one.equals(id) && !walk(said, one).contains(id))
                    .forEach(one ->
                            believed.computeIfAbsent(id, i -> new HashSet<>()).add(one)));
            said.keySet().forEach(id -> assertThat(graph.superseding(id)).isEqualTo(walk(believed, id)));
        }
    }

    private static String name(Random random) {
        return "a" + random.nextInt(10);
    }

    private static Set<String> walk(Map<String, Set<String>> edges, String from) {
        Set<String> seen = new HashSet<>();
        List<String> open = new ArrayList<>(List.of(from));
        while (!open.isEmpty()) {
            for (String next : edges.getOrDefault(open.remove(0), Set.of())) {
                if (seen.add(next)) {
                    open.add(next);
                }
            }
        }
        return seen;
    }
}
