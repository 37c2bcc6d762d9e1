package io.fettle.mirror.changelog;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.advisory.Affected.Subject;
import io.fettle.api.advisory.Changelogs;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogPublisher;
import io.fettle.api.content.Depot;
import io.fettle.api.content.HeldContent;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the changelogs of Debian packages as they land in the depot, and once after each start of those that are there. One
 * thread, one package at a time; what was learnt is published together when nothing more lands for a moment. Immediate,
 * because nobody asks for it.
 */
@Component(service = ChangelogReading.class, immediate = true)
public final class ChangelogReading {
    private static final Logger LOG = LoggerFactory.getLogger(ChangelogReading.class);
    private static final String DEB = "deb";
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final int MOST_TOGETHER = 500;
    private static final long STOP_MILLIS = 10_000;

    private final Depot depot;
    private final HeldContent held;
    private final Catalog catalog;
    private final CatalogPublisher publisher;
    private final LandedContent landed;
    private final Duration quiet;
    private final Thread thread = new Thread(this::run, "fettle-changelogs");
    private volatile boolean stopping;

    @Activate
    public ChangelogReading(
            @Reference Depot depot,
            @Reference HeldContent held,
            @Reference Catalog catalog,
            @Reference CatalogPublisher publisher,
            @Reference LandedContent landed) {
        this(depot, held, catalog, publisher, landed, QUIET);
        thread.start();
    }

    /** Without its thread. */
    ChangelogReading(
            Depot depot,
            HeldContent held,
            Catalog catalog,
            CatalogPublisher publisher,
            LandedContent landed,
            Duration quiet) {
        this.depot = depot;
        this.held = held;
        this.catalog = catalog;
        this.publisher = publisher;
        this.landed = landed;
        this.quiet = quiet;
        thread.setDaemon(true);
        thread.setPriority(Thread.MIN_PRIORITY);
    }

    @Deactivate
    void close() throws InterruptedException {
        stopping = true;
        thread.interrupt();
        thread.join(STOP_MILLIS);
    }

    private void run() {
        boolean all = true;
        while (!stopping) {
            try {
                if (all) {
                    readAll();
                }
                readLanded();
                all = landed.takeMissed();
            } catch (InterruptedException e) {
                return;
            } catch (IOException | RuntimeException e) {
                LOG.warn("Changelogs could not be read; they are looked at again with what lands next", e);
                all = false;
                pause();
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(quiet.toMillis());
        } catch (InterruptedException e) {
            stopping = true;
        }
    }

    /** What is there already. */
    void readAll() throws IOException {
        List<Digest> all = new ArrayList<>();
        held.each(all::add);
        for (int from = 0; from < all.size() && !stopping; from += MOST_TOGETHER) {
            read(all.subList(from, Math.min(all.size(), from + MOST_TOGETHER)));
        }
    }

    /** Waits until something lands, and a moment for more. */
    void readLanded() throws IOException, InterruptedException {
        List<Digest> together = new ArrayList<>();
        Optional<Digest> next = landed.next(quiet);
        while (next.isPresent() && together.size() < MOST_TOGETHER) {
            together.add(next.get());
            next = landed.next(quiet);
        }
        next.ifPresent(together::add);
        read(together);
    }

    /** @param digests of whatever content */
    private void read(List<Digest> digests) throws IOException {
        Catalog.Revision revision = catalog.current();
        ChangelogBook book = null;
        boolean learnt = false;
        for (Digest digest : digests) {
            Optional<AvailablePackage> deb = stopping
                    ? Optional.empty()
                    : revision.byDigest(digest).filter(one -> one.ecosystem().equals(DEB));
            if (deb.isPresent()) {
                book = book == null ? ChangelogBook.of(revision.advisories()) : book;
                learnt |= learn(deb.get(), revision, book);
            }
        }
        if (learnt && book != null) {
            try (CatalogPublisher.Draft draft = publisher.stage(Changelogs.SOURCE)) {
                book.write(draft);
                draft.publish();
            }
        }
    }

    private boolean learn(AvailablePackage deb, Catalog.Revision revision, ChangelogBook book) {
        String origin = revision.repositories().get(deb.repository()).origin();
        Subject subject = ChangelogBook.subject(origin, deb.sourceName());
        if (origin.isEmpty() || book.knows(subject, deb.sourceVersion())) {
            return false;
        }
        try (InputStream content = depot.open(deb.digest()).orElseGet(InputStream::nullInputStream)) {
            Optional<Changelog> changelog = changelog(deb, content);
            changelog.ifPresent(read -> book.add(subject, deb.sourceVersion(), read));
            return changelog.isPresent();
        } catch (IOException | FettleException | IllegalArgumentException e) {
            LOG.info("The changelog of {} {} is left out: {}", deb.name(), deb.version(), e.getMessage());
            return false;
        }
    }

    /** A package whose documents lie in another's directory has none. */
    static Optional<Changelog> changelog(AvailablePackage deb, InputStream content) throws IOException {
        String what = deb.name() + ' ' + deb.version();
        String documents = "usr/share/doc/" + deb.name() + '/';
        // Software that Debian itself makes has one changelog only; of all other that name is the maker's.
        boolean own = !deb.sourceVersion().contains("-");
        Set<String> wanted = Set.of(documents + (own ? "changelog.gz" : "changelog.Debian.gz"));
        return new DebArchive(what)
                .read(content, wanted, found -> Changelog.read(found, deb.sourceName(), what + ": changelog"));
    }
}
