package io.fettle.assessment.verdict;

import io.fettle.api.Reason;
import io.fettle.api.advisory.Advisory.Aftermath;
import io.fettle.api.advisory.AdvisoryId;
import io.fettle.api.assessment.Finding;
import io.fettle.assessment.flaw.Fixes;
import io.fettle.assessment.flaw.FlawBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What vendors suggest to do after an update is installed. Looked up when somebody asks for an update, as evaluation has no
 * need of it.
 */
public final class Aftermaths {
    private static final int MOST_NAMED = 5;

    private Aftermaths() {}

    /** Of one update; each with the advisories that suggest it. */
    public static List<Reason> reasons(Fixes fixes, FlawBook book) {
        Map<Aftermath, List<String>> by = new EnumMap<>(Aftermath.class);
        for (AdvisoryId id : ids(fixes)) {
            book.aftermath(id).forEach(one -> by.computeIfAbsent(one, a -> new ArrayList<>())
                    .add(id.nativeId()));
        }
        List<Reason> reasons = new ArrayList<>();
        by.forEach((aftermath, names) -> reasons.add(Reason.of(
                Finding.suggestion(aftermath),
                "advisories",
                String.join(", ", names.subList(0, Math.min(MOST_NAMED, names.size()))))));
        return reasons;
    }

    /** Of all these together. */
    public static Set<Aftermath> of(Collection<Fixes> all, FlawBook book) {
        Set<Aftermath> suggested = EnumSet.noneOf(Aftermath.class);
        all.stream().flatMap(fixes -> ids(fixes).stream()).forEach(id -> suggested.addAll(book.aftermath(id)));
        return suggested;
    }

    /** A name alone does not say which source it is from. */
    private static List<AdvisoryId> ids(Fixes fixes) {
        return fixes.advisories().stream()
                .flatMap(name -> fixes.sources().stream().map(source -> new AdvisoryId(source, name)))
                .toList();
    }
}
