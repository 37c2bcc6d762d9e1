package io.fettle.catalog.advisory;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.CveId;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Names of one and the same thing in different lists: what vendors call aliases, taken both ways and from one to the next.
 * What withdrawn advisories said does not count. Immutable.
 */
final class Aliases {
    /** Far more than lists there are; a vendor who calls everything the same gets no further. */
    static final int MAX = 256;

    private final List<LoadedAdvisories.Collected> collections;
    private final boolean any;

    Aliases(List<LoadedAdvisories.Collected> collections) {
        this.collections = collections;
        this.any =
                collections.stream().anyMatch(collected -> collected.segment().hasWord(Keys.ALIAS));
    }

    /** The id itself first; at most {@link #MAX}. */
    Set<String> of(String id) {
        Set<String> known = new LinkedHashSet<>(Set.of(id));
        Deque<String> open = new ArrayDeque<>(any ? List.of(id) : List.of());
        while (!open.isEmpty()) {
            for (Advisory one : under(open.poll())) {
                add(one.nativeId(), known, open);
                one.aliases().forEach(alias -> add(alias, known, open));
            }
        }
        return known;
    }

    private static void add(String id, Set<String> known, Deque<String> open) {
        if (known.size() < MAX && known.add(id)) {
            open.add(id);
        }
    }

    private Collection<Advisory> under(String id) {
        return LoadedAdvisories.under(collections, Keys.alias(id)).stream()
                .map(LoadedAdvisories.Published::advisory)
                .toList();
    }

    /** Flaws that the advisory is about, by its own word or by that of its namesakes. */
    List<CveId> cves(Advisory advisory) {
        if (!any) {
            return advisory.cves();
        }
        Set<CveId> cves = new TreeSet<>(advisory.cves());
        of(advisory.nativeId()).stream()
                .map(CveId::parse)
                .flatMap(Optional::stream)
                .forEach(cves::add);
        return List.copyOf(cves);
    }

    /** Names of the flaw; itself first. */
    List<CveId> of(CveId cve) {
        return of(cve.value()).stream()
                .map(CveId::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
