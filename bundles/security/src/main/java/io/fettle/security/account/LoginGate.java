package io.fettle.security.account;

import io.fettle.security.account.AttemptLimiter.Rule;
import io.fettle.security.account.AttemptLimiter.Verdict;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Slows guessing: first per address, long; then per account over all addresses, briefly, and not for an address from which
 * somebody has logged in to this account before. So a crowd of guessers cannot lock the administrator out of her desk.
 * Thread-safe.
 */
final class LoginGate {
    private static final Rule PER_ADDRESS =
            new Rule(5, Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final Rule PER_ACCOUNT =
            new Rule(20, Duration.ofSeconds(1), Duration.ofSeconds(30), Duration.ofMinutes(15));
    private static final Rule PER_SESSION =
            new Rule(5, Duration.ofSeconds(2), Duration.ofMinutes(15), Duration.ofHours(1));
    private static final int MAX_KNOWN = 1_000;

    private final AttemptLimiter addresses;
    private final AttemptLimiter accounts;
    private final AttemptLimiter sessions;
    private final Map<String, Boolean> known = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
            return size() > MAX_KNOWN;
        }
    };

    LoginGate(Clock clock) {
        addresses = new AttemptLimiter(PER_ADDRESS, clock);
        accounts = new AttemptLimiter(PER_ACCOUNT, clock);
        sessions = new AttemptLimiter(PER_SESSION, clock);
    }

    Verdict enter(String account, String address) {
        Verdict byAddress = addresses.attempt(Addresses.network(address));
        if (byAddress != Verdict.GO_ON || account.isEmpty() || isKnown(account, address)) {
            return byAddress;
        }
        return accounts.attempt(account);
    }

    void succeeded(String account, String address) {
        addresses.succeeded(Addresses.network(address));
        synchronized (known) {
            known.put(account + ' ' + Addresses.network(address), true);
        }
    }

    Verdict enterWithSession(String account) {
        return sessions.attempt(account);
    }

    void succeededWithSession(String account) {
        sessions.succeeded(account);
    }

    private boolean isKnown(String account, String address) {
        synchronized (known) {
            return known.get(account + ' ' + Addresses.network(address)) != null;
        }
    }
}
