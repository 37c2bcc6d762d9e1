package io.fettle.catalog.advisory;

import io.fettle.api.advisory.AdvisoryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which advisories took the place of which, source by source. Immutable. */
final class Supersedence {
    private static final Logger LOG = LoggerFactory.getLogger(Supersedence.class);

    private final Map<String, SupersedenceGraph> bySource;

    private Supersedence(Map<String, SupersedenceGraph> bySource) {
        this.bySource = bySource;
    }

    static Supersedence of(List<LoadedAdvisories.Collected> collections) {
        Map<String, Map<String, Set<String>>> said = new TreeMap<>();
        collections.forEach(
                collected -> collected.segment().words(Keys.SUPERSEDES, word -> add(word, collected, said)));
        Map<String, SupersedenceGraph> bySource = new HashMap<>();
        said.forEach((source, edges) -> {
            SupersedenceGraph graph = SupersedenceGraph.of(edges);
            if (!graph.circular().isEmpty()) {
                LOG.warn(
                        "Source {} says of {} advisories that they supersede one another in a circle, which is not"
                                + " believed; {} is one of them. Tell the vendor",
                        source,
                        graph.circular().size(),
                        graph.circular().iterator().next());
            }
            bySource.put(source, graph);
        });
        return new Supersedence(Map.copyOf(bySource));
    }

    private static void add(
            String word, LoadedAdvisories.Collected collected, Map<String, Map<String, Set<String>>> said) {
        Set<String> superseding = said.computeIfAbsent(collected.sourceId(), source -> new TreeMap<>())
                .computeIfAbsent(word.substring(Keys.SUPERSEDES.length()), id -> new TreeSet<>());
        for (int row : collected.segment().rowsUnder(word)) {
            superseding.add(collected.segment().key(row).substring(Keys.ADVISORY.length()));
        }
    }

    List<AdvisoryId> of(AdvisoryId id) {
        SupersedenceGraph graph = bySource.get(id.sourceId());
        if (graph == null) {
            return List.of();
        }
        List<AdvisoryId> superseding = new ArrayList<>();
        graph.superseding(id.nativeId()).forEach(one -> superseding.add(new AdvisoryId(id.sourceId(), one)));
        return superseding;
    }
}
