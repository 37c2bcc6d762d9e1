package io.fettle.assessment.verdict;

import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.mirror.RepositoryUri;

/**
 * Where versions of a package follow one another: who publishes it, and in which of their releases, whatever mirror it comes
 * from and however often that release has been renewed.
 */
public final class ReleaseLine {
    private static final char BESIDE = '\n';

    private ReleaseLine() {}

    /** @param part component of an apt repository, module of an rpm repository; empty where there is none */
    public static String of(CatalogRepository repository, String part) {
        String release = repository.codename().isEmpty() ? repository.suite() : repository.codename();
        boolean named = !repository.origin().isEmpty() || !repository.label().isEmpty();
        String publisher = named
                ? repository.origin() + BESIDE + repository.label()
                : RepositoryUri.key(repository.uri(), repository.suite());
        return repository.ecosystem() + BESIDE + publisher + BESIDE + release + BESIDE + part;
    }

    /** @param repository the one that offers it */
    public static String of(CatalogRepository repository, AvailablePackage offer) {
        return of(repository, offer.module().isEmpty() ? offer.component() : offer.module());
    }
}
