package io.fettle.security.network;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.bouncycastle.util.IPAddress;

/** Names and addresses that a certificate may carry: no wildcards, no ports, no scope ids. */
public final class HostName {
    private static final int MAX = 253;
    private static final Pattern DNS =
            Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)*");
    private static final Pattern ONLY_NUMBERS = Pattern.compile("[0-9.]+");

    private HostName() {}

    /** The name in its one form (lower case), or empty where it is neither a host name nor an address. */
    public static Optional<String> normalise(String name) {
        String lower = name.strip().toLowerCase(Locale.ROOT);
        if (lower.isEmpty() || lower.length() > MAX) {
            return Optional.empty();
        }
        if (IPAddress.isValid(lower)) {
            return Optional.of(lower);
        }
        boolean host =
                DNS.matcher(lower).matches() && !ONLY_NUMBERS.matcher(lower).matches();
        return host ? Optional.of(lower) : Optional.empty();
    }

    /** Whether a normalised name is an address. */
    public static boolean isAddress(String name) {
        return IPAddress.isValid(name);
    }
}
