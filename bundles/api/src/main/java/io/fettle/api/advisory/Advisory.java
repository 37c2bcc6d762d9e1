package io.fettle.api.advisory;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A vendor's bulletin, or its word on one flaw. Immutable; made by a {@link Builder}, because it will grow. Texts that
 * only describe are cut at their limit; what identifies is refused beyond it.
 */
public final class Advisory {
    public static final int MAX_ID = 200;
    public static final int MAX_TITLE = 500;
    public static final int MAX_SUMMARY = 4_000;
    public static final int MAX_LIST = 5_000;
    public static final int MAX_AFFECTED = 50_000;

    /** What it brings. */
    public enum Type {
        SECURITY,
        BUGFIX,
        ENHANCEMENT,
        NEW_PACKAGE,
        UNKNOWN
    }

    /** Where it stands. A withdrawn one says nothing any more, and is kept so that people learn why it went. */
    public enum Status {
        FINAL,
        TESTING,
        WITHDRAWN
    }

    /** What has to be done after its patches are installed, by the vendor's word. */
    public enum Aftermath {
        REBOOT,
        RESTART,
        RELOGIN
    }

    private final Builder from;

    private Advisory(Builder from) {
        this.from = from;
    }

    /** @param nativeId the vendor's name for it, unique within its source */
    public static Builder of(String nativeId) {
        return new Builder(nativeId);
    }

    public String nativeId() {
        return from.nativeId;
    }

    /** The vendor's mark of this edition; the greater one counts. Empty where the vendor has none. */
    public String revision() {
        return from.revision;
    }

    public Type type() {
        return from.type;
    }

    public Status status() {
        return from.status;
    }

    public String title() {
        return from.title;
    }

    public String summary() {
        return from.summary;
    }

    public Optional<Instant> published() {
        return from.published;
    }

    public Optional<Instant> modified() {
        return from.modified;
    }

    public Optional<Instant> withdrawn() {
        return from.withdrawn;
    }

    public List<Rating> ratings() {
        return from.ratings;
    }

    /** The flaws that it is about (OSV: upstream), ascending. */
    public List<CveId> cves() {
        return from.cves;
    }

    /** Other names of the very same thing, in other lists; the catalog follows them both ways and from one to the next. */
    public List<String> aliases() {
        return from.aliases;
    }

    /** Earlier ones of the same source, by their ids there, that this one takes the place of. */
    public List<String> supersedes() {
        return from.supersedes;
    }

    /** Loosely connected; never followed. */
    public List<String> related() {
        return from.related;
    }

    public List<Reference> references() {
        return from.references;
    }

    public List<Aftermath> aftermath() {
        return from.aftermath;
    }

    public List<Affected> affected() {
        return from.affected;
    }

    /** The same, as of when it was withdrawn: it keeps its names and speaks of no package. */
    public Advisory withdrawnAt(Instant when) {
        Builder tombstone = new Builder(nativeId())
                .revision(revision())
                .type(type())
                .status(Status.WITHDRAWN)
                .title(title())
                .cves(cves())
                .withdrawn(when);
        published().ifPresent(tombstone::published);
        return tombstone.build();
    }

    /** Not thread-safe; good for one advisory. */
    public static final class Builder {
        private final String nativeId;
        private String revision = "";
        private Type type = Type.UNKNOWN;
        private Status status = Status.FINAL;
        private String title = "";
        private String summary = "";
        private Optional<Instant> published = Optional.empty();
        private Optional<Instant> modified = Optional.empty();
        private Optional<Instant> withdrawn = Optional.empty();
        private List<Rating> ratings = List.of();
        private List<CveId> cves = List.of();
        private List<String> aliases = List.of();
        private List<String> supersedes = List.of();
        private List<String> related = List.of();
        private List<Reference> references = List.of();
        private List<Aftermath> aftermath = List.of();
        private List<Affected> affected = new ArrayList<>();

        private Builder(String nativeId) {
            if (nativeId.isBlank()
                    || nativeId.length() > MAX_ID
                    || nativeId.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException("An advisory's id has 1 to " + MAX_ID + " visible characters");
            }
            this.nativeId = nativeId;
        }

        public Builder revision(String text) {
            revision = cut(text, MAX_ID);
            return this;
        }

        public Builder type(Type value) {
            type = value;
            return this;
        }

        public Builder status(Status value) {
            status = value;
            return this;
        }

        public Builder title(String text) {
            title = cut(text, MAX_TITLE);
            return this;
        }

        public Builder summary(String text) {
            summary = cut(text, MAX_SUMMARY);
            return this;
        }

        public Builder published(Instant when) {
            published = Optional.of(when);
            return this;
        }

        public Builder modified(Instant when) {
            modified = Optional.of(when);
            return this;
        }

        public Builder withdrawn(Instant when) {
            withdrawn = Optional.of(when);
            return this;
        }

        public Builder ratings(List<Rating> values) {
            ratings = bounded(values, MAX_LIST);
            return this;
        }

        public Builder cves(Iterable<CveId> values) {
            TreeSet<CveId> sorted = new TreeSet<>();
            values.forEach(sorted::add);
            cves = bounded(List.copyOf(sorted), MAX_LIST);
            return this;
        }

        public Builder aliases(List<String> values) {
            aliases = ids(values);
            return this;
        }

        public Builder supersedes(List<String> values) {
            supersedes = ids(values);
            return this;
        }

        public Builder related(List<String> values) {
            related = ids(values);
            return this;
        }

        public Builder references(List<Reference> values) {
            references = bounded(values, MAX_LIST);
            return this;
        }

        public Builder aftermath(List<Aftermath> values) {
            aftermath = bounded(values, Aftermath.values().length);
            return this;
        }

        public Builder affected(Affected statement) {
            if (affected.size() == MAX_AFFECTED) {
                throw tooMany(MAX_AFFECTED);
            }
            affected.add(statement);
            return this;
        }

        /** The builder is used up by it. */
        public Advisory build() {
            affected = List.copyOf(affected);
            return new Advisory(this);
        }

        private List<String> ids(List<String> values) {
            if (values.stream().anyMatch(value -> value.isBlank() || value.length() > MAX_ID)) {
                throw new IllegalArgumentException("A name in advisory " + nativeId + " is empty or too long");
            }
            return bounded(values, MAX_LIST);
        }

        private <T> List<T> bounded(List<T> values, int most) {
            if (values.size() > most) {
                throw tooMany(most);
            }
            return List.copyOf(values);
        }

        private IllegalArgumentException tooMany(int most) {
            return new IllegalArgumentException("Advisory " + nativeId + " has a list of over " + most + " entries");
        }

        private static String cut(String text, int most) {
            return text.length() <= most ? text : text.substring(0, most - 1) + '…';
        }
    }
}
