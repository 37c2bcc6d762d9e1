package io.fettle.assessment.news;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.assessment.ExposureNews;
import io.fettle.api.assessment.ExposureNewsListener;
import io.fettle.api.assessment.NewExposures;
import io.fettle.api.change.Topic;
import io.fettle.api.inventory.FleetItems;
import io.fettle.assessment.evaluation.Layer;
import io.fettle.assessment.evaluation.LayerListener;
import io.fettle.assessment.flaw.FlawBook;
import io.fettle.assessment.fleet.FleetIndex;
import io.fettle.assessment.fleet.Uncertain;
import io.fettle.assessment.reach.ExposureReader;
import io.fettle.spi.store.ExposureNewsStore;
import io.fettle.spi.store.PendingChange;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.roaringbitmap.RoaringBitmap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares each catalog revision with the one before, and keeps what there is to tell. What could not be made durable is
 * compared again, from where the last durable comparison stands.
 */
@Component(service = {NewExposures.class, LayerListener.class})
public final class ExposureDesk implements NewExposures, LayerListener {
    private static final Logger LOG = LoggerFactory.getLogger(ExposureDesk.class);
    private static final int MAX_READ = 1_000;

    private final FleetItems fleet;
    private final ExposureNewsStore store;
    private final Clock clock;
    private final Latecomers latecomers = new Latecomers();
    private volatile @Nullable KeptNews kept;
    private @Nullable Layer told;

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    private volatile List<ExposureNewsListener> listeners = List.of();

    @Activate
    public ExposureDesk(@Reference FleetItems fleet, @Reference ExposureNewsStore store) {
        this(fleet, store, Clock.systemUTC());
    }

    public ExposureDesk(FleetItems fleet, ExposureNewsStore store, Clock clock) {
        this.fleet = fleet;
        this.store = store;
        this.clock = clock;
    }

    /** As the service registry would. */
    public void listener(ExposureNewsListener listener) {
        listeners = List.of(listener);
    }

    @Override
    public Page<ExposureNews> list(Scope scope, PageRequest page) {
        return kept().page(scope, page);
    }

    @Override
    public List<ExposureNews> since(long id, int max) {
        if (max < 1 || max > MAX_READ) {
            throw new IllegalArgumentException("One read of news gives 1 to " + MAX_READ);
        }
        return kept().since(id, max);
    }

    private synchronized KeptNews kept() {
        KeptNews known = kept;
        if (known == null) {
            List<ExposureNews> all = new ArrayList<>();
            store.readAll(all::add);
            known = KeptNews.NONE.with(all);
            kept = known;
        }
        return known;
    }

    @Override
    public void settled(FleetIndex index, Layer layer) {
        Layer before = told;
        long revision = layer.revision().number();
        if (before == null && revision < store.seen()) {
            // The catalog itself has not been read yet.
            return;
        }
        if (before == null || before.revision().number() != revision) {
            List<ExposureNews> news = before == null ? missed(index, layer) : compared(index, before, layer);
            if (!news.isEmpty() || store.seen() != revision) {
                append(news, revision);
            }
            tell(news);
        }
        told = layer;
        tellLatecomers(index, layer);
    }

    /** They are forgotten once the news of them are durable. */
    private void tellLatecomers(FleetIndex index, Layer layer) {
        RoaringBitmap back = latecomers.back(uncertain());
        if (back.isEmpty()) {
            return;
        }
        FlawBook book = layer.flaws();
        ExposureReader reader = new ExposureReader(index, book, index.columns());
        List<Fresh> found = latecomers.exposed(back, reader, book, known(index, book));
        List<ExposureNews> news = writer(index, layer).write(found, false);
        if (!news.isEmpty()) {
            append(news, layer.revision().number());
        }
        latecomers.forget(back);
        tell(news);
    }

    private List<ExposureNews> compared(FleetIndex index, Layer before, Layer layer) {
        boolean together = index.platforms().stream()
                .anyMatch(platform ->
                        layer.flaws().knows(platform) && !before.flaws().knows(platform));
        RoaringBitmap spokenOf = spokenOf(index, layer.flaws());
        RoaringBitmap known = known(index, layer.flaws());
        RoaringBitmap silent = RoaringBitmap.andNot(spokenOf, known);
        List<Fresh> found = new Comparison(index, before, layer, known, silent, latecomers).find();
        return writer(index, layer).write(found, together);
    }

    /** After a start: nothing where nothing was ever compared, or the catalog is the one that was compared last. */
    private List<ExposureNews> missed(FleetIndex index, Layer layer) {
        long seen = store.seen();
        if (seen == ExposureNewsStore.NEVER || seen == layer.revision().number()) {
            return List.of();
        }
        FlawBook book = layer.flaws();
        RoaringBitmap known = known(index, book);
        List<Fresh> now = new ArrayList<>();
        new ExposureReader(index, book, index.columns()).survey().reaches().forEach((cve, reach) -> {
            RoaringBitmap exposed = RoaringBitmap.and(reach.exposed(), known);
            if (!exposed.isEmpty()) {
                now.add(new Fresh(
                        cve, new RoaringBitmap(), exposed, book.severity(cve, reach.flaws()), book.exploited(cve)));
            }
        });
        return writer(index, layer).missed(now);
    }

    /** Of whom something can be said. */
    private RoaringBitmap known(FleetIndex index, FlawBook book) {
        RoaringBitmap known = spokenOf(index, book);
        RoaringBitmap old = new RoaringBitmap();
        uncertain().addOld(known, old);
        known.andNot(old);
        return known;
    }

    private static RoaringBitmap spokenOf(FleetIndex index, FlawBook book) {
        RoaringBitmap spokenOf = new RoaringBitmap();
        index.platforms().stream().filter(book::knows).map(index::on).forEach(spokenOf::or);
        return spokenOf;
    }

    private Uncertain uncertain() {
        return new Uncertain(fleet, clock.millis());
    }

    private NewsWriter writer(FleetIndex index, Layer layer) {
        return new NewsWriter(index, layer.revision().number(), clock.instant(), kept().newestId() + 1);
    }

    private synchronized void append(List<ExposureNews> news, long revision) {
        KeptNews next = kept().with(news);
        List<PendingChange> changes =
                news.isEmpty() ? List.of() : List.of(new PendingChange(Topic.EXPOSURE, Long.toString(next.newestId())));
        try {
            store.append(news, revision, next.oldestId(), changes);
        } catch (RuntimeException e) {
            // Whether it was written nobody knows, so it is read again before the next try.
            kept = null;
            throw e;
        }
        kept = next;
    }

    private void tell(List<ExposureNews> news) {
        if (news.isEmpty()) {
            return;
        }
        for (ExposureNewsListener listener : listeners) {
            try {
                listener.newlyExposed(news);
            } catch (RuntimeException e) {
                LOG.warn("A listener failed to take news of exposure", e);
            }
        }
    }
}
