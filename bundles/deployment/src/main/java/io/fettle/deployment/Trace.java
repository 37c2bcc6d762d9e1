package io.fettle.deployment;

import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What happened to a task. Bounded: of a long life the beginning and the newest part stay. Immutable. */
record Trace(List<TraceEntry> entries) {
    static final int MAX_ENTRIES = 200;
    static final int KEPT_FIRST = 20;
    private static final int MAX_VALUE = 300;
    private static final int MAX_PARAMETERS = 10;
    static final Trace EMPTY = new Trace(List.of());

    Trace {
        entries = List.copyOf(entries);
    }

    Trace with(Instant at, TaskState state, Reason reason) {
        List<TraceEntry> more = new ArrayList<>(entries);
        more.add(new TraceEntry(at, state, shortened(reason)));
        if (more.size() > MAX_ENTRIES) {
            more.remove(KEPT_FIRST);
        }
        return new Trace(more);
    }

    boolean has(String code) {
        return find(code).isPresent();
    }

    /** The first that was noted under this code. */
    Optional<Reason> find(String code) {
        return entries.stream()
                .map(TraceEntry::reason)
                .filter(reason -> reason.code().equals(code))
                .findFirst();
    }

    /** Reasons come from computers as well: what one entry can hold has a bound of its own. */
    private static Reason shortened(Reason reason) {
        TreeMap<String, String> parameters = new TreeMap<>();
        for (var parameter : reason.parameters().entrySet()) {
            if (parameters.size() < MAX_PARAMETERS) {
                parameters.put(cut(parameter.getKey()), cut(parameter.getValue()));
            }
        }
        return new Reason(reason.code(), parameters);
    }

    private static String cut(String text) {
        return text.length() <= MAX_VALUE ? text : text.substring(0, MAX_VALUE);
    }
}
