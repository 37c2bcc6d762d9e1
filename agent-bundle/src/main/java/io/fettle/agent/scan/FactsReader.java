package io.fettle.agent.scan;

import io.fettle.agent.scan.running.Kernels;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.running.KernelState;
import io.fettle.version.RpmVersionOrder;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a computer says about itself. */
public final class FactsReader {
    private static final Logger LOG = LoggerFactory.getLogger(FactsReader.class);
    private static final int MAX_TEXT = 300;
    private static final int MAX_ADDRESSES = 50;
    private static final int MAX_ARCHITECTURES = 20;
    private static final int FIRST_YEAR = 1990;
    private static final int LAST_YEAR = 2199;

    private static final Pattern BOOT_TIME = Pattern.compile("btime ([0-9]{1,12})");

    private final Path root;
    private final LevelFile level;
    private final String agentVersion;

    /** @param root where the operating system's files are: {@code /}, except in tests */
    public FactsReader(Path root, LevelFile level, String agentVersion) {
        this.root = root;
        this.level = level;
        this.agentVersion = agentVersion;
    }

    /** Of a computer that dpkg rules. */
    public ComputerFacts read(List<InstalledPackage> packages) {
        Kernels kernels = new Kernels(root, packages);
        boolean outdated = kernels.state() == KernelState.OUTDATED;
        return compose(new Platform(kernels.newest(), outdated, architectures(packages)));
    }

    /** Of a computer that rpm rules. */
    public ComputerFacts read(Platform platform) {
        boolean outdated = platform.newestKernel()
                .filter(newest -> RpmVersionOrder.INSTANCE.compare(newest, runningKernel()) > 0)
                .isPresent();
        return compose(
                new Platform(platform.newestKernel(), outdated || platform.rebootNeeded(), platform.architectures()));
    }

    /**
     * What depends on the package manager.
     *
     * @param newestKernel newest installed release of the running kernel's flavour; empty where no package owns that
     * @param rebootNeeded whether something was installed that only counts after a reboot
     * @param architectures the native one first
     */
    public record Platform(Optional<String> newestKernel, boolean rebootNeeded, List<String> architectures) {}

    private ComputerFacts compose(Platform platform) {
        Map<String, String> os = osRelease();
        ComputerFacts facts = new ComputerFacts(
                hostname(),
                addresses(),
                os.getOrDefault("ID", "linux"),
                os.getOrDefault("VERSION_ID", ""),
                os.getOrDefault("VERSION_CODENAME", ""),
                os.getOrDefault("PRETTY_NAME", ""),
                runningKernel(),
                platform.newestKernel(),
                platform.rebootNeeded() || Files.exists(root.resolve("run/reboot-required")),
                platform.architectures(),
                level.read(),
                agentVersion,
                bootId());
        return supportEnd(os).map(facts::supportedUntil).orElse(facts);
    }

    /** Others are not taken by the server. */
    private static boolean isOurs(LocalDate day) {
        return day.getYear() >= FIRST_YEAR && day.getYear() <= LAST_YEAR;
    }

    /** Some distributions name the last day of their support; what is no day says nothing. */
    private static Optional<LocalDate> supportEnd(Map<String, String> os) {
        try {
            return Optional.ofNullable(os.get("SUPPORT_END"))
                    .map(LocalDate::parse)
                    .filter(FactsReader::isOurs);
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    /** {@code uname -r} */
    public String runningKernel() {
        return TextFiles.cut(TextFiles.firstLine(root.resolve("proc/sys/kernel/osrelease")), MAX_TEXT);
    }

    public Optional<Instant> bootedAt() {
        return TextFiles.lines(root.resolve("proc/stat")).stream()
                .map(BOOT_TIME::matcher)
                .filter(Matcher::matches)
                .findFirst()
                .map(matcher -> Instant.ofEpochSecond(Long.parseLong(matcher.group(1))));
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
