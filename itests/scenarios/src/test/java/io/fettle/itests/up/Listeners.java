package io.fettle.itests.up;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Where processes of an instance listen, as the kernel tells it: {@code 127.0.0.1:8020}. */
final class Listeners {
    private static final String LISTEN = "0A";
    private static final String MAPPED = "0000000000000000FFFF0000";
    private static final int IPV4 = 8;
    private static final int HEX = 16;
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;

    private Listeners() {}

    /** @param word that the command lines of its processes have in them */
    static Set<String> of(String word) throws IOException {
        Set<String> sockets = new TreeSet<>();
        for (Path process : processes(word)) {
            try (Stream<Path> open = Files.list(process.resolve("fd"))) {
                for (Path fd : open.toList()) {
                    String target = Files.isSymbolicLink(fd)
                            ? Files.readSymbolicLink(fd).toString()
                            : "";
                    if (target.startsWith("socket:[")) {
                        sockets.add(target.substring("socket:[".length(), target.length() - 1));
                    }
                }
            }
        }
        Set<String> addresses = new TreeSet<>();
        for (String table : new String[] {"/proc/net/tcp", "/proc/net/tcp6"}) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] columns = line.strip().split("\\s+");
                if (columns.length > INODE && columns[STATE].equals(LISTEN) && sockets.contains(columns[INODE])) {
                    addresses.add(plain(columns[LOCAL]));
                }
            }
        }
        return addresses;
    }

    /** The kernel writes an IPv4 address as one number of this machine's byte order, in IPv6 tables as well. */
    private static String plain(String address) {
        String host = address.substring(0, address.indexOf(':'));
        int port = Integer.parseInt(address.substring(address.indexOf(':') + 1), HEX);
        String four = host.startsWith(MAPPED) ? host.substring(MAPPED.length()) : host;
        if (four.length() != IPV4) {
            return host + ':' + port;
        }
        StringBuilder dotted = new StringBuilder();
        for (int at = IPV4 - 2; at >= 0; at -= 2) {
            dotted.append(Integer.parseInt(four.substring(at, at + 2), HEX)).append(at > 0 ? "." : ":" + port);
        }
        return dotted.toString();
    }

    private static Iterable<Path> processes(String word) throws IOException {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return all.filter(path -> path.getFileName().toString().chars().allMatch(Character::isDigit))
                    .filter(path -> commandLine(path).contains(word))
                    .toList();
        }
    }

    private static String commandLine(Path process) {
        try {
            return Files.readString(process.resolve("cmdline"));
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
