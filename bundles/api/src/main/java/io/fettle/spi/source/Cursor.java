package io.fettle.spi.source;

import java.time.DateTimeException;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Named facts that a source wants to be given back on its next run; one way to write {@link SyncResult.Completed#cursor}.
 * Immutable.
 */
public final class Cursor {
    private final Map<String, String> facts;

    private Cursor(Map<String, String> facts) {
        this.facts = Collections.unmodifiableMap(facts);
    }

    public static Cursor empty() {
        return new Cursor(new TreeMap<>());
    }

    /** Reads what {@link #write} wrote. Lines without a name are left out: the first run is given nothing at all. */
    public static Cursor read(String text) {
        TreeMap<String, String> facts = new TreeMap<>();
        text.lines().forEach(line -> {
            int equals = line.indexOf('=');
            if (equals > 0) {
                facts.put(line.substring(0, equals), line.substring(equals + 1));
            }
        });
        return new Cursor(facts);
    }

    public Optional<String> find(String name) {
        return Optional.ofNullable(facts.get(name));
    }

    /** Empty as well where the fact can't be read any more: what an older edition of the source wrote is a first run's. */
    public <T> Optional<T> find(String name, Function<String, T> reader) {
        try {
            return find(name).map(reader);
        } catch (IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    /** The same with one more fact. @throws IllegalArgumentException where name or value can't stand in a line */
    public Cursor with(String name, String value) {
        if (name.isEmpty() || name.indexOf('=') >= 0 || (name + value).chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("No fact for a cursor: " + name);
        }
        TreeMap<String, String> more = new TreeMap<>(facts);
        more.put(name, value);
        return new Cursor(more);
    }

    /** The same with one more fact where there is one. */
    public Cursor with(String name, Optional<String> value) {
        return value.map(present -> with(name, present)).orElse(this);
    }

    public String write() {
        StringBuilder text = new StringBuilder();
        facts.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }
}
