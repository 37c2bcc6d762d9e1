package io.fettle.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.regex.Pattern;

/**
 * Whether this machine has an address. Needs nothing beyond the JDK, because the script runs this file as it is, before
 * anything is built.
 */
final class OwnAddress {
    private static final Pattern HOST = Pattern.compile("[0-9A-Za-z][0-9A-Za-z.-]{0,252}|[0-9A-Fa-f:.]{2,45}");

    private OwnAddress() {}

    /** Exit status 2 and one line where this machine does not have it. */
    public static void main(String[] given) {
        try {
            of(given[0]);
        } catch (IOException e) {
            System.err.println("fettle: " + e.getMessage());
            System.exit(2);
        }
    }

    /** @throws IOException where one cannot listen there; in words for whoever gave it */
    static InetAddress of(String given) throws IOException {
        if (!HOST.matcher(given).matches()) {
            throw new IOException(refusal(given));
        }
        try (ServerSocket socket = new ServerSocket()) {
            InetAddress address = InetAddress.getByName(given);
            socket.bind(new InetSocketAddress(address, 0));
            return address;
        } catch (IOException e) {
            throw new IOException(refusal(given), e);
        }
    }

    static String refusal(String given) {
        return "'" + given + "' is no address of this machine; choose another one with --bind ADDR";
    }
}
