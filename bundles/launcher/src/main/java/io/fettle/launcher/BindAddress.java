package io.fettle.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The one address that the server listens on, and under which name it is reached from this machine.
 *
 * @param text a host name or an address without brackets or scope
 */
record BindAddress(String text) {
    static final BindAddress USUAL = new BindAddress("127.0.0.1");

    private static final String LOCALHOST = "localhost";
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,252}|[0-9A-Fa-f:.]{2,45}");
    private static final Pattern SHORTHAND = Pattern.compile("[0-9.]+|::[Ff]{4}:[0-9.]+");

    /** @throws LauncherException where this machine does not have it */
    static BindAddress of(String given) {
        if (!HOST.matcher(given).matches()) {
            throw noAddress(given, null);
        }
        InetAddress address = resolve(given);
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(address, 0));
        } catch (BindException e) {
            throw noAddress(given, e);
        } catch (IOException e) {
            throw new LauncherException("cannot listen on " + given + " (" + e.getMessage() + ")", e);
        }
        return new BindAddress(SHORTHAND.matcher(given).matches() ? address.getHostAddress() : given);
    }

    InetAddress resolve() {
        return resolve(text);
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

    private static InetAddress resolve(String text) {
        try {
            return InetAddress.getByName(text);
        } catch (IOException e) {
            throw noAddress(text, e);
        }
    }

    private static LauncherException noAddress(String given, @Nullable Throwable cause) {
        return new LauncherException(
                "'" + given + "' is no address of this machine; choose another one with --bind ADDR", cause);
    }
}
