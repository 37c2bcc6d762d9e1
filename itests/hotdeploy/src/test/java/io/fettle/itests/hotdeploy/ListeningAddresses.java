package io.fettle.itests.hotdeploy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reads from Linux's /proc on which addresses a process waits for connections. */
final class ListeningAddresses {
    private static final String LISTEN = "0A";
    private static final int LOCAL_ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    /** 127.x.y.z, ::1, and 127.x.y.z written as IPv6; words are in the machine's byte order. */
    private static final String LOOPBACK =
            "[0-9A-F]{6}7F|00000000000000000000000001000000|0000000000000000FFFF0000[0-9A-F]{6}7F";

    private ListeningAddresses() {}

    static boolean isLoopback(String address) {
        return address.replaceFirst(":.*", "").matches(LOOPBACK);
    }

    /** As the system writes them: address in hexadecimal digits, colon, port. */
    static List<String> of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        List<String> found = new ArrayList<>();
        Set<String> sockets = socketsOf(process);
        for (String table : List.of("tcp", "tcp6")) {
            Path file = process.resolve("net").resolve(table);
            if (!Files.exists(file)) {
                continue;
            }
            for (String line : Files.readAllLines(file)) {
                String[] fields = line.trim().split("\\s+");
                if (LISTEN.equals(fields[STATE]) && sockets.contains("socket:[" + fields[INODE] + "]")) {
                    found.add(fields[LOCAL_ADDRESS]);
                }
            }
        }
        return found;
    }

    private static Set<String> socketsOf(Path process) throws IOException {
        Set<String> sockets = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(process.resolve("fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    sockets.add(Files.readSymbolicLink(descriptor).toString());
                } catch (IOException closedMeanwhile) {
                    // A descriptor that is gone listens no more.
                }
            }
        }
        return sockets;
    }
}
