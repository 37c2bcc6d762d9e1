package io.fettle.security.account;

import io.fettle.api.Digest;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Session;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The sessions, in memory: idle for half an hour at most, half a day at all; a bounded number, the least recently used go
 * first. Only hashes of ids are kept. Thread-safe.
 */
@Component(service = Sessions.class)
public final class Sessions {
    private static final Duration IDLE = Duration.ofMinutes(30);
    private static final Duration ABSOLUTE = Duration.ofHours(12);
    private static final Duration TOLERATED_STEP_BACK = Duration.ofMinutes(5);
    private static final int SECRET_BYTES = 32;
    private static final int ID_LENGTH = 43;
    private static final int MAX = 10_000;
    private static final int MAX_PER_ACCOUNT = 20;

    private final Clock clock;
    private final SecureRandom random;
    private final LinkedHashMap<Digest, Kept> kept = new LinkedHashMap<>(16, 0.75f, true);

    @Activate
    public Sessions() {
        this(Clock.systemUTC(), new SecureRandom());
    }

    Sessions(Clock clock, SecureRandom random) {
        this.clock = clock;
        this.random = random;
    }

    synchronized Session begin(Caller caller, boolean mustChangePassword) {
        Instant now = clock.instant();
        kept.values().removeIf(k -> k.isOver(now));
        dropOldest(caller.name());
        String id = secret();
        Kept session = new Kept(id, secret(), caller, mustChangePassword, now, now);
        kept.put(hash(id), session);
        return session.view();
    }

    synchronized Optional<Session> use(String id) {
        if (id.length() != ID_LENGTH) {
            return Optional.empty();
        }
        Digest key = hash(id);
        Kept session = kept.get(key);
        if (session == null) {
            return Optional.empty();
        }
        Instant now = clock.instant();
        if (session.isOver(now)) {
            kept.remove(key);
            return Optional.empty();
        }
        Kept used = session.usedAt(now);
        kept.put(key, used);
        return Optional.of(used.view());
    }

    /** @return whose session it was */
    synchronized Optional<Caller> end(String id) {
        Kept session = kept.remove(hash(id));
        return session == null ? Optional.empty() : Optional.of(session.caller());
    }

    synchronized void endAllOf(String account) {
        kept.values().removeIf(k -> k.caller().name().equals(account));
    }

    private void dropOldest(String account) {
        long own = kept.values().stream()
                .filter(k -> k.caller().name().equals(account))
                .count();
        boolean full = kept.size() >= MAX;
        if (own < MAX_PER_ACCOUNT && !full) {
            return;
        }
        // In order of last use, so the first one found is the one to go.
        for (Map.Entry<Digest, Kept> candidate : kept.entrySet()) {
            if (full || candidate.getValue().caller().name().equals(account)) {
                kept.remove(candidate.getKey());
                return;
            }
        }
    }

    private String secret() {
        byte[] bytes = new byte[SECRET_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private static Digest hash(String id) {
        return Digest.of(id.getBytes(StandardCharsets.UTF_8));
    }

    /** Not exposed: holds secrets. */
    private record Kept(
            String id, String csrfToken, Caller caller, boolean mustChangePassword, Instant begun, Instant used) {

        /** A clock that was set back ends sessions rather than stretching them. */
        boolean isOver(Instant now) {
            return !now.isBefore(end()) || now.isBefore(used.minus(TOLERATED_STEP_BACK));
        }

        Instant end() {
            Instant idle = used.plus(IDLE);
            Instant absolute = begun.plus(ABSOLUTE);
            return idle.isBefore(absolute) ? idle : absolute;
        }

        Kept usedAt(Instant now) {
            return new Kept(id, csrfToken, caller, mustChangePassword, begun, now.isAfter(used) ? now : used);
        }

        Session view() {
            return new Session(id, csrfToken, caller, end(), mustChangePassword);
        }
    }
}
