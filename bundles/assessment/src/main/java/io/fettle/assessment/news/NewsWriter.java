package io.fettle.assessment.news;

import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.ExposureNews;
import io.fettle.api.assessment.ExposureNews.InOffice;
import io.fettle.api.assessment.ExposureNews.Kind;
import io.fettle.assessment.fleet.FleetIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.roaringbitmap.RoaringBitmap;

/** Puts what was found into news: one for each vulnerability, or one for all where they are too many. For one revision. */
final class NewsWriter {
    /** A point release of a kernel mends about a hundred at once, and each is worth its line. */
    static final int MOST_EXPOSED = 250;
    /** Lists of exploited ones grow by a few a week; more at once is the first list. */
    static final int MOST_EXPLOITED = 20;

    private final FleetIndex index;
    private final long catalogRevision;
    private final Instant at;
    private final List<ExposureNews> written = new ArrayList<>();
    private long nextId;

    NewsWriter(FleetIndex index, long catalogRevision, Instant at, long firstId) {
        this.index = index;
        this.catalogRevision = catalogRevision;
        this.at = at;
        this.nextId = firstId;
    }

    /** @param together whether nobody spoke of a platform of the fleet before: then all of it is one piece of news */
    List<ExposureNews> write(List<Fresh> found, boolean together) {
        List<Fresh> sorted = found.stream().sorted(Fresh.WORST_LAST).toList();
        List<Fresh> exploited =
                sorted.stream().filter(one -> !one.exposesMore()).toList();
        List<Fresh> exposed = sorted.stream().filter(Fresh::exposesMore).toList();
        write(Kind.EXPLOITED, exploited, exploited.size() > MOST_EXPLOITED);
        write(Kind.EXPOSED, exposed, together || exposed.size() > MOST_EXPOSED);
        return List.copyOf(written);
    }

    /** @param now what computers are exposed to, whoever was before */
    List<ExposureNews> missed(List<Fresh> now) {
        write(Kind.MISSED, now, true);
        return List.copyOf(written);
    }

    private void write(Kind kind, List<Fresh> found, boolean together) {
        if (found.isEmpty()) {
            return;
        }
        if (together) {
            written.add(news(kind, found));
        } else {
            found.forEach(one -> written.add(news(kind, List.of(one))));
        }
    }

    private ExposureNews news(Kind kind, List<Fresh> found) {
        RoaringBitmap newly = union(found.stream().map(Fresh::newly).toList());
        RoaringBitmap exposed = union(found.stream().map(Fresh::exposed).toList());
        return new ExposureNews(
                nextId++,
                kind,
                found.size() == 1 ? Optional.of(found.get(0).cve()) : Optional.empty(),
                found.size(),
                newly.getLongCardinality(),
                exposed.getLongCardinality(),
                found.stream()
                        .map(Fresh::severity)
                        .max(Comparator.naturalOrder())
                        .orElse(Severity.UNKNOWN),
                found.stream().anyMatch(Fresh::exploited),
                catalogRevision,
                at,
                offices(found, newly, exposed));
    }

    private static RoaringBitmap union(List<RoaringBitmap> bitmaps) {
        return bitmaps.size() == 1 ? bitmaps.get(0) : RoaringBitmap.or(bitmaps.iterator());
    }

    private List<InOffice> offices(List<Fresh> found, RoaringBitmap newly, RoaringBitmap exposed) {
        List<InOffice> offices = new ArrayList<>();
        for (String office : index.offices()) {
            RoaringBitmap there = index.inOffice(office);
            if (RoaringBitmap.intersects(exposed, there)) {
                long vulnerabilities = found.stream()
                        .filter(one -> RoaringBitmap.intersects(one.exposed(), there))
                        .count();
                offices.add(new InOffice(
                        office,
                        RoaringBitmap.andCardinality(newly, there),
                        RoaringBitmap.andCardinality(exposed, there),
                        (int) vulnerabilities));
            }
        }
        return offices;
    }
}
