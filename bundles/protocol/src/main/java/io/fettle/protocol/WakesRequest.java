package io.fettle.protocol;

import io.fettle.api.content.DepotFigures;
import io.fettle.api.inventory.RelayFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A relay asks whom of its office to wake, and says by the way how it is: the parameters of {@link Wire#RELAY_WAKES}. What
 * the other side does not know it leaves out or passes over.
 *
 * @param patience how long to wait for the first one; 60 s at the most
 */
public record WakesRequest(Duration patience, RelayFacts facts) {
    private static final int MAX_WAIT_SECONDS = 60;
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._~-]{0,63}");
    private static final Pattern WAIT = Pattern.compile("[0-9]{1,3}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,18}");

    /** Path and query. */
    public String path() {
        StringBuilder query = new StringBuilder(Wire.RELAY_WAKES + "?wait=" + patience.toSeconds());
        if (VERSION.matcher(facts.version()).matches()) {
            query.append("&version=").append(facts.version());
        }
        facts.depot().ifPresent(depot -> query.append("&files=" + depot.files())
                .append("&bytes=" + depot.bytes())
                .append("&requests=" + depot.requests())
                .append("&pulledFiles=" + depot.pulledFiles())
                .append("&pulledBytes=" + depot.pulledBytes())
                .append("&since=" + depot.since().getEpochSecond()));
        return query.toString();
    }

    /** @param parameter value of a parameter, null where it is not there; what cannot be read counts as not there */
    public static WakesRequest read(Function<String, @Nullable String> parameter) {
        String wait = parameter.apply("wait");
        int seconds = wait != null && WAIT.matcher(wait).matches() ? Integer.parseInt(wait) : 0;
        String version = parameter.apply("version");
        return new WakesRequest(
                Duration.ofSeconds(Math.min(seconds, MAX_WAIT_SECONDS)),
                new RelayFacts(version != null && VERSION.matcher(version).matches() ? version : "", depot(parameter)));
    }

    private static Optional<DepotFigures> depot(Function<String, @Nullable String> parameter) {
        OptionalLong files = number(parameter.apply("files"));
        OptionalLong bytes = number(parameter.apply("bytes"));
        OptionalLong requests = number(parameter.apply("requests"));
        OptionalLong pulledFiles = number(parameter.apply("pulledFiles"));
        OptionalLong pulledBytes = number(parameter.apply("pulledBytes"));
        OptionalLong since = number(parameter.apply("since"));
        if (files.isEmpty()
                || bytes.isEmpty()
                || requests.isEmpty()
                || pulledFiles.isEmpty()
                || pulledBytes.isEmpty()
                || since.isEmpty()
                || since.getAsLong() > Instant.MAX.getEpochSecond()) {
            return Optional.empty();
        }
        return Optional.of(new DepotFigures(
                files.getAsLong(),
                bytes.getAsLong(),
                requests.getAsLong(),
                pulledFiles.getAsLong(),
                pulledBytes.getAsLong(),
                Instant.ofEpochSecond(since.getAsLong())));
    }

    private static OptionalLong number(@Nullable String text) {
        return text != null && NUMBER.matcher(text).matches()
                ? OptionalLong.of(Long.parseLong(text))
                : OptionalLong.empty();
    }
}
