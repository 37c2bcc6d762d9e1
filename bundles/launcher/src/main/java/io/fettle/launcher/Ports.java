package io.fettle.launcher;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;

/** Looks whether the instance's ports are free before a server fails on them in its own words. */
final class Ports {
    private Ports() {}

    static void requireFree(Settings settings) {
        int offset = settings.portOffset();
        for (int port : new int[] {Instance.http(offset), Instance.https(offset), Instance.notification(offset)}) {
            try (ServerSocket socket = new ServerSocket()) {
                socket.setReuseAddress(true);
                socket.bind(new InetSocketAddress(InetAddress.getByName(settings.bind()), port));
            } catch (IOException e) {
                throw new LauncherException(
                        "port " + port + " on " + settings.bind()
                                + " is taken; stop what uses it, or choose others with --port-offset N",
                        e);
            }
        }
    }
}
