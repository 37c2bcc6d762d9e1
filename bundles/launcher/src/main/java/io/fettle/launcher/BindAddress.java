package io.fettle.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The one address that the server listens on, and under which name it is reached from this machine.
 *
 * @param text a host name or an address without brackets or scope
 */
record BindAddress(String text) {
    static final BindAddress USUAL = new BindAddress("127.0.0.1");

    private static final String LOCALHOST = "localhost";
    private static final Pattern SHORTHAND = Pattern.compile("[0-9.]+|::[Ff]{4}:[0-9.]+");

    /** @throws LauncherException where this machine does not have it */
    static BindAddress of(String given) {
        try {
            InetAddress address = OwnAddress.of(given);
            return new BindAddress(SHORTHAND.matcher(given).matches() ? address.getHostAddress() : given);
        } catch (IOException e) {
            throw new LauncherException(OwnAddress.refusal(given), e);
        }
    }

    InetAddress resolve() {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw new LauncherException(OwnAddress.refusal(text), e);
        }
    }

    /** For a URL; an IPv6 address in brackets. */
    String host() {
        if (equals(USUAL) || isNumeric() && resolve().isAnyLocalAddress()) {
            return LOCALHOST;
        }
        return text.indexOf(':') < 0 ? text : "[" + text + "]";
    }

    /** What the server's certificate would lack: it knows localhost, its usual addresses, and those beyond loopback. */
    List<String> publicNames() {
        return isNumeric() && resolve().isLoopbackAddress() && !equals(USUAL) ? List.of(text) : List.of();
    }

    private boolean isNumeric() {
        return text.indexOf(':') >= 0 || text.matches("[0-9.]+");
    }
}
