package io.fettle.assessment.news;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.assessment.ExposureNews;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The newest news, oldest first. Immutable. */
record KeptNews(List<ExposureNews> news) {
    /** Of all news together, so that a company of very many offices takes no more memory than one of a few. */
    static final int MOST_OFFICES = 500_000;

    static final KeptNews NONE = new KeptNews(List.of());

    KeptNews {
        news = List.copyOf(news);
    }

    long newestId() {
        return news.isEmpty() ? 0 : news.get(news.size() - 1).id();
    }

    long oldestId() {
        return news.isEmpty() ? 0 : news.get(0).id();
    }

    /** With these, and without the oldest where they are too many. */
    KeptNews with(List<ExposureNews> more) {
        List<ExposureNews> all = new ArrayList<>(news);
        all.addAll(more);
        long offices = 0;
        int from = all.size();
        while (from > 0 && all.size() - from < ExposureNews.MAX_KEPT) {
            offices += all.get(from - 1).offices().size();
            if (offices > MOST_OFFICES && from < all.size()) {
                break;
            }
            from--;
        }
        return new KeptNews(all.subList(from, all.size()));
    }

    Page<ExposureNews> page(Scope scope, PageRequest page) {
        List<ExposureNews> items = new ArrayList<>();
        int seen = 0;
        for (int i = news.size() - 1; i >= 0; i--) {
            Optional<ExposureNews> one = news.get(i).within(scope);
            if (one.isPresent()) {
                if (seen >= page.offset() && items.size() < page.limit()) {
                    items.add(one.get());
                }
                seen++;
            }
        }
        return new Page<>(items, seen);
    }

    List<ExposureNews> since(long id, int max) {
        return news.stream().filter(one -> one.id() > id).limit(max).toList();
    }
}
