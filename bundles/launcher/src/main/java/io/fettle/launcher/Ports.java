package io.fettle.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the instance's ports are free before a server fails on them in its own words. */
final class Ports {
    private static final int MAX_PORT = 65_535;

    private Ports() {}

    static void requireFree(Settings settings) {
        int offset = settings.portOffset();
        if (offset <= -Instance.http(0) || offset > MAX_PORT - Instance.https(0)) {
            throw new LauncherException("there are no such ports; give --port-offset a number from "
                    + (1 - Instance.http(0)) + " to " + (MAX_PORT - Instance.https(0)));
        }
        InetAddress address = settings.bind().resolve();
        for (int port : new int[] {Instance.http(offset), Instance.https(offset), Instance.notification(offset)}) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(address, port));
            } catch (IOException e) {
                throw new LauncherException(
                        "port " + port + " on " + settings.bind().text() + " cannot be had (" + e.getMessage()
                                + "); stop what uses it, or choose others with --port-offset N",
                        e);
            }
        }
    }
}
