package io.fettle.assessment.check;

import io.fettle.api.advisory.CveId;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Flaw;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.flaw.FlawBook.Called;
import io.fettle.assessment.flaw.ItemName;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Machine;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Some flaws to look at: of packages that a computer has, and of packages that others have, which it must not be counted
 * for. A computer has packages with thousands of flaws, too many for one look. Used while the state's lock is held.
 */
final class FlawSample {
    private static final int EACH = 8;

    private final FleetIndex index;
    private final FlawBook book;
    private final RandomGenerator random;

    FlawSample(FleetIndex index, FlawBook book, RandomGenerator random) {
        this.index = index;
        this.book = book;
        this.random = random;
    }

    Set<CveId> of(int ordinal, Set<SoftwareItem> items) {
        Collection<String> platforms = index.find(ordinal)
                .map(Machine::platform)
                .<Collection<String>>map(Set::of)
                .orElse(index.platforms());
        Set<CveId> sample = new HashSet<>();
        for (String platform : platforms) {
            if (book.knows(platform)) {
                sample.addAll(some(own(items, platform), EACH));
                List<ItemName> names = List.copyOf(index.names());
                some(names, EACH).forEach(name -> sample.addAll(some(cves(book.of(name.on(platform))), 1)));
            }
        }
        return sample;
    }

    private List<CveId> own(Set<SoftwareItem> items, String platform) {
        List<CveId> cves = new ArrayList<>();
        for (SoftwareItem item : items) {
            for (Called called : FlawBook.names(item, platform)) {
                cves.addAll(cves(book.of(called.subject())));
            }
        }
        return cves;
    }

    private static List<CveId> cves(List<Flaw> flaws) {
        return flaws.stream().flatMap(flaw -> flaw.cve().stream()).toList();
    }

    private <T> List<T> some(List<T> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        return random.ints(most, 0, all.size()).mapToObj(all::get).toList();
    }
}
