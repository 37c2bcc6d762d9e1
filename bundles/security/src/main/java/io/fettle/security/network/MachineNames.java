package io.fettle.security.network;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.bouncycastle.util.IPAddress;

/** Names and addresses that a machine knows of itself, without asking a name server (that could block for long). */
final class MachineNames {
    private static final Path KERNEL_NAME = Path.of("/proc/sys/kernel/hostname");
    private static final int MAX = 16;

    private MachineNames() {}

    /** Empty for a loopback address; the address itself for a single one; host name and all addresses for a wildcard. */
    static List<String> of(String bindAddress) {
        if (!IPAddress.isValid(bindAddress)) {
            return List.of(bindAddress);
        }
        try {
            InetAddress bound = InetAddress.getByName(bindAddress);
            if (bound.isLoopbackAddress()) {
                return List.of();
            }
            return bound.isAnyLocalAddress() ? all() : List.of(bindAddress);
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<String> all() throws SocketException {
        Set<String> names = new LinkedHashSet<>(hostName());
        for (NetworkInterface card : Collections.list(NetworkInterface.getNetworkInterfaces())) {
            for (InetAddress address : Collections.list(card.getInetAddresses())) {
                if (!address.isLoopbackAddress() && !address.isLinkLocalAddress() && names.size() < MAX) {
                    names.add(address.getHostAddress().replaceAll("%.*", ""));
                }
            }
        }
        return new ArrayList<>(names);
    }

    private static List<String> hostName() {
        try {
            return Files.isReadable(KERNEL_NAME)
                    ? HostName.normalise(Files.readString(KERNEL_NAME)).stream().toList()
                    : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
