package io.fettle.assessment.exposure;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Severity;
import io.fettle.api.assessment.Exposures.Filter;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.reach.Survey;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.roaringbitmap.RoaringBitmap;

/**
 * Finds what a fleet is exposed to, as of one moment. In a large fleet that is a tenth of a second's work, so it is done
 * without the state's lock, which the one who evaluates check-ins would wait for. Immutable.
 */
public final class ExposureList {
    private static final Comparator<Row> WORST_FIRST = Comparator.comparing((Row row) -> !row.exploited)
            .thenComparing(row -> row.severity, Comparator.reverseOrder())
            .thenComparing(row -> row.prediction, Comparator.reverseOrder())
            .thenComparing(row -> row.exposed, Comparator.reverseOrder())
            .thenComparing(row -> row.cve, Comparator.reverseOrder());

    private final Layer layer;
    private final long changes;
    private final Survey survey;
    private final RoaringBitmap known;

    /**
     * @param changes names the state of the fleet that was surveyed
     * @param known computers that count
     */
    ExposureList(Layer layer, long changes, Survey survey, RoaringBitmap known) {
        this.layer = layer;
        this.changes = changes;
        this.survey = survey;
        this.known = known;
    }

    private record Row(CveId cve, boolean exploited, Severity severity, double prediction, int exposed) {}

    public Page<CveId> find(Filter filter, PageRequest page) {
        FlawBook book = layer.flaws();
        String text = filter.text().toUpperCase(Locale.ROOT);
        List<Row> rows = new ArrayList<>();
        layer.reaches(changes, survey::reaches).forEach((cve, reach) -> {
            RoaringBitmap exposed = filter.fixableOnly() ? reach.fixable() : reach.exposed();
            int count = RoaringBitmap.andCardinality(exposed, known);
            if (count > 0 && cve.value().contains(text)) {
                Severity severity = book.severity(cve, reach.flaws());
                rows.add(new Row(cve, book.exploited(cve), severity, book.prediction(cve), count));
            }
        });
        rows.removeIf(row -> (filter.exploitedOnly() && !row.exploited)
                || (row.severity != Severity.UNKNOWN && row.severity.compareTo(filter.atLeast()) < 0));
        rows.sort(WORST_FIRST);
        return new Page<>(
                rows.stream()
                        .skip(page.offset())
                        .limit(page.limit())
                        .map(Row::cve)
                        .toList(),
                rows.size());
    }
}
