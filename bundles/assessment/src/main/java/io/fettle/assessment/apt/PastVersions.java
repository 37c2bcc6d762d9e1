package io.fettle.assessment.apt;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.verdict.Past;
import io.fettle.assessment.verdict.PastOffer;
import io.fettle.assessment.verdict.ReleaseLine;
import io.fettle.assessment.verdict.Verdict;
import io.fettle.version.DpkgVersionOrder;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What apt would have installed on computers of one setup while it was on offer. Immutable. */
record PastVersions(Covered covered, Policy policy) {
    private static final DpkgVersionOrder ORDER = DpkgVersionOrder.INSTANCE;

    private record Candidate(PastOffer offer, OfferedVersion version) {}

    /**
     * Newer than the item, older than the target, newest first; of too many the first that there were.
     *
     * @param gone versions of this package that are gone from where they were
     * @param offered what there is now
     */
    List<Past> between(
            SoftwareItem item,
            AvailablePackage target,
            PackageKey key,
            List<PastOffer> gone,
            List<OfferedVersion> offered) {
        List<Candidate> found = new ArrayList<>();
        for (PastOffer one : gone) {
            String version = one.version().version();
            boolean between = one.version().arch().equals(target.arch())
                    && ORDER.compare(version, item.version()) > 0
                    && ORDER.compare(version, target.version()) < 0
                    && offered.stream().noneMatch(now -> now.version().equals(version));
            if (between) {
                OfferedVersion was = new OfferedVersion(
                        version, one.version().sourceName(), files(one, key), Optional.empty(), false);
                if (!was.files().isEmpty() && policy.priority(key, was) > 0) {
                    found.add(new Candidate(one, was));
                }
            }
        }
        found.sort(Comparator.comparing(one -> one.version().version(), ORDER));
        return pasts(item, found.subList(0, Math.min(found.size(), Verdict.MOST_OLDER)), offered);
    }

    private List<IndexFile> files(PastOffer offer, PackageKey key) {
        return covered.files().stream()
                .filter(file -> file.arch().equals(key.arch()))
                .filter(file ->
                        offer.lines().contains(ReleaseLine.of(file.repository().orElseThrow(), file.component())))
                .toList();
    }

    private static List<Past> pasts(SoftwareItem item, List<Candidate> oldestFirst, List<OfferedVersion> offered) {
        List<Past> pasts = new ArrayList<>();
        boolean archived = false;
        for (Candidate one : oldestFirst) {
            archived |= one.version().isSecurity()
                    || offered.stream()
                            .anyMatch(now -> now.isSecurity()
                                    && ORDER.compare(now.version(), item.version()) > 0
                                    && ORDER.compare(
                                                    now.version(), one.version().version())
                                            <= 0);
            PastOffer offer = one.offer();
            String origin = one.version().files().get(0).origin();
            pasts.add(new Past(offer.version(), offer.patch(), origin, archived, offer.day(), Fixes.NONE));
        }
        Collections.reverse(pasts);
        return pasts;
    }
}
