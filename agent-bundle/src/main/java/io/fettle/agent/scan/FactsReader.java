package io.fettle.agent.scan;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.version.DpkgVersionOrder;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a computer says about itself. */
public final class FactsReader {
    private static final Logger LOG = LoggerFactory.getLogger(FactsReader.class);
    private static final int MAX_TEXT = 300;
    private static final int MAX_ADDRESSES = 50;
    private static final int MAX_ARCHITECTURES = 20;

    private final Path root;
    private final LevelFile level;
    private final String agentVersion;

    /** @param root where the operating system's files are: {@code /}, except in tests */
    public FactsReader(Path root, LevelFile level, String agentVersion) {
        this.root = root;
        this.level = level;
        this.agentVersion = agentVersion;
    }

    public ComputerFacts read(List<InstalledPackage> packages) {
        Map<String, String> os = osRelease();
        Kernels kernels = new Kernels(root, packages);
        Optional<String> newest = kernels.newest();
        boolean newerKernel =
                newest.isPresent() && DpkgVersionOrder.INSTANCE.compare(newest.get(), kernels.running()) > 0;
        return new ComputerFacts(
                hostname(),
                addresses(),
                os.getOrDefault("ID", "linux"),
                os.getOrDefault("VERSION_ID", ""),
                os.getOrDefault("VERSION_CODENAME", ""),
                os.getOrDefault("PRETTY_NAME", ""),
                kernels.running(),
                newest,
                newerKernel || Files.exists(root.resolve("run/reboot-required")),
                architectures(packages),
                level.read(),
                agentVersion,
                bootId());
    }

    public String hostname() {
        return TextFiles.cut(TextFiles.firstLine(root.resolve("proc/sys/kernel/hostname")), MAX_TEXT);
    }

    public String bootId() {
        return TextFiles.cut(TextFiles.firstLine(root.resolve("proc/sys/kernel/random/boot_id")), 64);
    }

    private Map<String, String> osRelease() {
        List<String> lines = TextFiles.lines(root.resolve("etc/os-release"));
        Map<String, String> values = new HashMap<>();
        for (String line : lines.isEmpty() ? TextFiles.lines(root.resolve("usr/lib/os-release")) : lines) {
            int equals = line.indexOf('=');
            if (equals > 0 && line.charAt(0) != '#') {
                String value = line.substring(equals + 1).strip().replaceAll("^[\"']|[\"']$", "");
                values.put(line.substring(0, equals).strip(), TextFiles.cut(value, MAX_TEXT));
            }
        }
        return values;
    }

    /** dpkg itself is of the native architecture; the file lists all of them once there is a foreign one. */
    private List<String> architectures(List<InstalledPackage> packages) {
        Set<String> all = new LinkedHashSet<>();
        packages.stream()
                .map(InstalledPackage::item)
                .filter(item -> item.name().equals("dpkg"))
                .forEach(item -> all.add(item.arch()));
        all.addAll(TextFiles.lines(root.resolve("var/lib/dpkg/arch")));
        return all.stream()
                .map(String::strip)
                .filter(a -> !a.isEmpty())
                .limit(MAX_ARCHITECTURES)
                .toList();
    }

    private static List<String> addresses() {
        List<String> addresses = new ArrayList<>();
        try {
            for (NetworkInterface network : Collections.list(NetworkInterface.getNetworkInterfaces())) {
                for (InetAddress address : Collections.list(network.getInetAddresses())) {
                    if (!address.isLoopbackAddress() && !address.isLinkLocalAddress()) {
                        addresses.add(address.getHostAddress().replaceAll("%.*", ""));
                    }
                }
            }
        } catch (SocketException e) {
            LOG.debug("The addresses cannot be listed", e);
        }
        return addresses.stream().distinct().sorted().limit(MAX_ADDRESSES).toList();
    }
}
