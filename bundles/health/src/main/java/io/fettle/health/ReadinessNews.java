package io.fettle.health;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts into the log which check began to fail and why, once, and when it passes again. The endpoint says no reasons, because
 * anybody may ask it. Thread-safe.
 */
final class ReadinessNews {
    private static final Logger LOG = LoggerFactory.getLogger(ReadinessNews.class);
    private static final Result UNHEARD_OF = Result.ok();

    private final ReasonWords words = ReasonWords.load();
    private Map<String, Result> last = Map.of();

    void tell(Map<String, Result> results) {
        changes(results).forEach((name, line) -> {
            if (Optional.ofNullable(results.get(name)).filter(Result::ready).isPresent()) {
                LOG.info("{}", line);
            } else {
                LOG.warn("{}", line);
            }
        });
    }

    /** What is different since the last time, each in one sentence. Parameters alone make no difference. */
    synchronized Map<String, String> changes(Map<String, Result> results) {
        Map<String, String> lines = new TreeMap<>();
        results.forEach((name, result) -> {
            Result before = last.getOrDefault(name, UNHEARD_OF);
            if (before.ready() != result.ready() || !codes(before).equals(codes(result))) {
                lines.put(name, line(name, result));
            }
        });
        last = Map.copyOf(results);
        return lines;
    }

    private String line(String name, Result result) {
        if (result.reasons().isEmpty()) {
            return "Check " + name + (result.ready() ? " passes" : " fails and gives no reason");
        }
        List<String> why = result.reasons().stream().map(words::of).toList();
        return "Check " + name + (result.ready() ? " passes, but: " : " fails: ") + String.join("; ", why);
    }

    private static List<String> codes(Result result) {
        return result.reasons().stream().map(Reason::code).toList();
    }
}
