package io.fettle.itests.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Head office and branch with a thin line (the WAN) between them, and the branch's LAN. Computers have no route beyond
 * the LAN, and the branch forwards nothing: whatever they get comes from the relay. The admin's line leads from this
 * machine to head office only.
 */
public final class Network {
    static final String HEAD_OFFICE = "fettle-hq";
    static final String BRANCH = "fettle-branch";
    static final String SERVER_WAN = "10.99.0.1";
    static final String SERVER_ADMIN = "10.99.2.2";
    static final String RELAY_LAN = "10.99.1.1";
    private static final String ADMIN = "fettle-adm";
    private static final String WAN = "wan0";
    private static final String PREFIX = "fettle-";
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final List<String> computers;

    Network(List<String> computers) {
        this.computers = List.copyOf(computers);
    }

    /** The namespace of a computer. */
    static String of(String computer) {
        return PREFIX + computer;
    }

    static String address(int index) {
        return "10.99.1." + (11 + index);
    }

    /** @param wanMegabits speed of the WAN, each way */
    void up(int wanMegabits) {
        add(HEAD_OFFICE);
        add(BRANCH);
        ip("link", "add", WAN, "netns", HEAD_OFFICE, "type", "veth", "peer", "name", WAN, "netns", BRANCH);
        give(HEAD_OFFICE, WAN, SERVER_WAN + "/30");
        give(BRANCH, WAN, "10.99.0.2/30");
        limit(HEAD_OFFICE, wanMegabits);
        limit(BRANCH, wanMegabits);
        ip("link", "add", ADMIN, "type", "veth", "peer", "name", "adm0", "netns", HEAD_OFFICE);
        give(HEAD_OFFICE, "adm0", SERVER_ADMIN + "/30");
        ip("address", "add", "10.99.2.1/30", "dev", ADMIN);
        ip("link", "set", ADMIN, "up");
        ip("-n", BRANCH, "link", "add", "lan0", "type", "bridge");
        give(BRANCH, "lan0", RELAY_LAN + "/24");
        for (int i = 0; i < computers.size(); i++) {
            String namespace = of(computers.get(i));
            add(namespace);
            String port = "lan" + (i + 1);
            ip("link", "add", port, "netns", BRANCH, "type", "veth", "peer", "name", "eth0", "netns", namespace);
            ip("-n", BRANCH, "link", "set", port, "master", "lan0", "up");
            give(namespace, "eth0", address(i) + "/24");
        }
    }

    /** Takes away what is there of it, whoever made it. */
    void down() {
        for (String namespace : there()) {
            Tools.ended(LIMIT, List.of("ip", "netns", "delete", namespace));
        }
        if (Files.exists(Path.of("/sys/class/net", ADMIN))) {
            Tools.ended(LIMIT, List.of("ip", "link", "delete", ADMIN));
        }
    }

    /** Nothing gets through any more, and nobody is told. */
    public void cutWan() {
        ip("-n", BRANCH, "link", "set", WAN, "down");
    }

    public void mendWan() {
        ip("-n", BRANCH, "link", "set", WAN, "up");
    }

    /** From now on no wake reaches a computer; it still reaches its relay. */
    public void cutWakes(String computer) {
        for (List<String> rule : List.of(
                List.of("add", "table", "inet", "wakes"),
                List.of("add", "chain", "inet", "wakes", "in", "{ type filter hook input priority 0; }"),
                List.of("add", "rule", "inet", "wakes", "in", "tcp", "sport", "8027", "drop"))) {
            List<String> command = new ArrayList<>(List.of("ip", "netns", "exec", of(computer), "nft"));
            command.addAll(rule);
            Tools.run(LIMIT, command);
        }
    }

    /** Bytes that came from head office into the branch, headers and repetitions included. */
    public long wanBytes() {
        return Long.parseLong(
                Tools.run("ip", "netns", "exec", BRANCH, "cat", "/sys/class/net/" + WAN + "/statistics/rx_bytes")
                        .strip());
    }

    private List<String> there() {
        List<String> names = new ArrayList<>(List.of(HEAD_OFFICE, BRANCH));
        computers.forEach(c -> names.add(of(c)));
        names.removeIf(n -> !Files.exists(Path.of("/run/netns", n)));
        return names;
    }

    private static void add(String namespace) {
        ip("netns", "add", namespace);
        ip("-n", namespace, "link", "set", "lo", "up");
    }

    private static void give(String namespace, String device, String address) {
        ip("-n", namespace, "address", "add", address, "dev", device);
        ip("-n", namespace, "link", "set", device, "up");
    }

    private static void limit(String namespace, int megabits) {
        Tools.run(
                "ip",
                "netns",
                "exec",
                namespace,
                "tc",
                "qdisc",
                "add",
                "dev",
                WAN,
                "root",
                "tbf",
                "rate",
                megabits + "mbit",
                "burst",
                "64kb",
                "latency",
                "300ms");
    }

    private static void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip"));
        command.addAll(List.of(arguments));
        Tools.run(LIMIT, command);
    }
}
