package io.fettle.source.debian.tracker;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.Affected;
import io.fettle.api.advisory.CveId;
import io.fettle.api.advisory.Reference;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** One flaw while it is put together: packages that have it come one after another. Not thread-safe. */
final class Flaw {
    private static final String TRACKER = "https://security-tracker.debian.org/tracker/";
    private static final String BUGS = "https://bugs.debian.org/";
    private static final int MAX_BULLETINS = 200;

    private final String id;
    private final List<Affected> affected = new ArrayList<>(4);
    private final List<String> bulletins = new ArrayList<>(1);
    private String description = "";
    private long bug;
    private boolean rejected;

    Flaw(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }

    String description() {
        return description;
    }

    List<Affected> affected() {
        return affected;
    }

    void describe(String text) {
        description = text;
    }

    void reportedAs(long bugNumber) {
        bug = bugNumber;
    }

    void announcedBy(String bulletin) {
        if (bulletins.size() < MAX_BULLETINS && !bulletins.contains(bulletin)) {
            bulletins.add(bulletin);
        }
    }

    /** It turned out not to be one. */
    void reject() {
        rejected = true;
    }

    void add(Affected statement) {
        affected.add(statement);
    }

    /** Where the statement on this package and platform stands in {@link #affected}. */
    OptionalInt find(String platform, String packageName) {
        for (int i = 0; i < affected.size(); i++) {
            if (affected.get(i).platform().equals(platform)
                    && affected.get(i).name().equals(packageName)) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }

    Advisory advisory() {
        Advisory.Builder advisory = Advisory.of(id)
                .type(Advisory.Type.SECURITY)
                .status(rejected ? Advisory.Status.WITHDRAWN : Advisory.Status.FINAL)
                .title(description)
                .summary(description.length() > Advisory.MAX_TITLE ? description : "")
                .cves(CveId.parse(id).stream().toList())
                .related(bulletins)
                .references(references());
        affected.forEach(advisory::affected);
        return advisory.build();
    }

    private List<Reference> references() {
        Reference tracker = new Reference("ADVISORY", TRACKER + id);
        return bug == 0 ? List.of(tracker) : List.of(tracker, new Reference("REPORT", BUGS + bug));
    }
}
