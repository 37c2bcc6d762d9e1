package io.fettle.console;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where the same page is under https. The name comes from the request, so nothing but a name is taken from it. */
final class SecureAddress {
    private static final int DEFAULT_PORT = 8383;
    private static final int HTTPS_PORT = 443;
    private static final int MAX_PORT = 65_535;
    private static final int MAX_HOST = 260;
    private static final int MAX_PATH = 2_000;
    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
    private static final Pattern HOST =
            Pattern.compile("(?<name>" + LABEL + "(?:\\." + LABEL + ")*|\\[[0-9a-fA-F:.]{2,45}])(?::[0-9]{1,5})?");
    private static final Pattern PATH = Pattern.compile("/(?:[A-Za-z0-9_.~-]+/?)*");
    private static final Pattern QUERY = Pattern.compile("[A-Za-z0-9_.~&=%+*!,:@/-]*");

    private final int port;

    /** @param port as configured; null or anything but a port stands for the usual one */
    SecureAddress(@Nullable String port) {
        this.port = read(port);
    }

    Optional<String> of(@Nullable String host, String path, @Nullable String query) {
        if (host == null
                || host.length() > MAX_HOST
                || path.length() > MAX_PATH
                || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        var name = HOST.matcher(host);
        if (!name.matches()) {
            return Optional.empty();
        }
        String suffix = port == HTTPS_PORT ? "" : ":" + port;
        return Optional.of("https://" + name.group("name") + suffix + path + afterPath(query));
    }

    private static String afterPath(@Nullable String query) {
        boolean plain = query != null
                && !query.isEmpty()
                && query.length() <= MAX_PATH
                && QUERY.matcher(query).matches();
        return plain ? "?" + query : "";
    }

    private static int read(@Nullable String port) {
        if (port == null || !port.matches("[0-9]{1,5}")) {
            return DEFAULT_PORT;
        }
        int number = Integer.parseInt(port);
        return number >= 1 && number <= MAX_PORT ? number : DEFAULT_PORT;
    }
}
