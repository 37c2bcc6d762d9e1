package io.fettle.applier.vendor;

import io.fettle.member.PrivateDirectory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The latest date of each suite's signed list that was ever accepted here. It only grows. Not thread-safe. */
public final class Floors {
    private static final String FILE = "release-floors";
    private static final int MAX = 4 << 20;

    private final PrivateDirectory files;
    private final TreeMap<String, Instant> dates = new TreeMap<>();

    public Floors(PrivateDirectory files) {
        this.files = files;
        files.read(FILE, MAX, Floors::parse).ifPresent(dates::putAll);
    }

    private static Map<String, Instant> parse(String text) {
        Map<String, Instant> dates = new HashMap<>();
        text.lines().forEach(line -> {
            String[] parts = line.split(" ", 2);
            dates.put(parts[1], Instant.ofEpochSecond(Long.parseLong(parts[0])));
        });
        return dates;
    }

    Optional<Instant> of(String uri, String suite) {
        return Optional.ofNullable(dates.get(uri + ' ' + suite));
    }

    /** Durable when it returns. */
    void raise(String uri, String suite, Instant date) {
        Instant old = dates.get(uri + ' ' + suite);
        if (old == null || date.isAfter(old)) {
            dates.put(uri + ' ' + suite, date);
            files.write(
                    FILE,
                    dates.entrySet().stream()
                            .map(e -> e.getValue().getEpochSecond() + " " + e.getKey())
                            .collect(Collectors.joining("\n"))
                            .getBytes(StandardCharsets.UTF_8));
        }
    }
}
