package io.fettle.assessment.apt;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.assessment.verdict.Last;
import io.fettle.assessment.verdict.Offers;
import io.fettle.version.DpkgVersionOrder;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** apt's version table: of each package what there is, and which files hold it. Immutable. */
final class VersionTable {
    private static final Comparator<OfferedVersion> IN_ORDER = Comparator.comparing(
                    OfferedVersion::version, DpkgVersionOrder.INSTANCE.reversed())
            .thenComparing(OfferedVersion::version);

    private final AptSetup setup;
    private final Covered covered;
    private final Offers offers;
    private final Last<PackageKey, List<OfferedVersion>> last = new Last<>(PackageKey::equals, this::collected);

    VersionTable(AptSetup setup, Covered covered, Offers offers) {
        this.setup = setup;
        this.covered = covered;
        this.offers = offers;
    }

    /** Where there is no other version than the installed one, there is nothing to choose. */
    boolean isAloneOnOffer(SoftwareItem item, PackageKey key) {
        List<OfferedVersion> others = offered(key);
        return others.isEmpty()
                || (others.size() == 1 && others.get(0).version().equals(item.version()));
    }

    /** What repositories of the setup offer, newest first. */
    List<OfferedVersion> offered(PackageKey key) {
        return last.of(key);
    }

    /** The same and the installed one, newest first. */
    List<OfferedVersion> with(SoftwareItem item, PackageKey key) {
        List<OfferedVersion> versions = new ArrayList<>();
        OfferedVersion own = new OfferedVersion(
                item.version(), item.sourceName(), List.of(IndexFile.STATUS), Optional.empty(), true);
        for (OfferedVersion version : offered(key)) {
            if (version.version().equals(item.version())) {
                own = version.installedToo();
            } else {
                versions.add(version);
            }
        }
        versions.add(own);
        versions.sort(IN_ORDER);
        return versions;
    }

    private List<OfferedVersion> collected(PackageKey key) {
        Map<String, Draft> drafts = new TreeMap<>();
        for (AvailablePackage offer : offers.versionsOf(key.name())) {
            if (key.takes(offer.arch())) {
                List<IndexFile> holding = covered.holding(offer, setup.architectures());
                if (!holding.isEmpty()) {
                    drafts.computeIfAbsent(offer.version(), version -> new Draft(offer))
                            .files
                            .addAll(holding);
                }
            }
        }
        List<OfferedVersion> versions = new ArrayList<>(drafts.size());
        drafts.forEach((version, draft) -> versions.add(
                new OfferedVersion(version, draft.offer.sourceName(), draft.files, Optional.of(draft.offer), false)));
        versions.sort(IN_ORDER);
        return versions;
    }

    /** A version being put together. */
    private static final class Draft {
        private final List<IndexFile> files = new ArrayList<>();
        private final AvailablePackage offer;

        Draft(AvailablePackage offer) {
            this.offer = offer;
        }
    }
}
