package io.fettle.agent.scan.rpm;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.hand.Commands.Ended;
import io.fettle.agent.scan.BoundedLines;
import io.fettle.agent.scan.ScanError;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What rpm says is installed. Blocks up to two minutes. */
final class RpmDatabase {
    private static final Logger LOG = LoggerFactory.getLogger(RpmDatabase.class);
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final int MAX_LINE = 64 * 1024;
    private static final List<String> HOMES = List.of("usr/lib/sysimage/rpm", "var/lib/rpm");
    private static final List<String> FILES = List.of("rpmdb.sqlite", "Packages.db", "Packages");
    private static final String FORMAT = "%{NAME}\\t%|EPOCH?{%{EPOCH}}:{0}|\\t%{VERSION}\\t%{RELEASE}\\t%{ARCH}"
            + "\\t%|SOURCERPM?{%{SOURCERPM}}:{}|\\t%{INSTALLTIME}\\n";
    private static final int FIELDS = 7;
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._+-]{1,200}");
    private static final Pattern VERSION = Pattern.compile("[A-Za-z0-9._+~^]{1,90}");
    private static final Pattern ARCH = Pattern.compile("[A-Za-z0-9_]{1,32}");
    private static final Pattern EPOCH = Pattern.compile("[0-9]{1,10}");
    /** Not software: keys that rpm trusts. */
    private static final String KEYS = "gpg-pubkey";

    private final Path root;
    private final Commands commands;

    /** @param root where the operating system's files are: {@code /}, except in tests */
    RpmDatabase(Path root, Commands commands) {
        this.root = root;
        this.commands = commands;
    }

    /** @param installedAt when it was put there */
    record Installed(SoftwareItem item, Instant installedAt) {}

    /** Where rpm keeps it; empty where it keeps none. */
    Optional<Path> home() {
        return HOMES.stream()
                .map(root::resolve)
                .filter(home -> FILES.stream().anyMatch(file -> Files.exists(home.resolve(file))))
                .findFirst();
    }

    /** @throws FettleException where rpm does not answer, or says more than a computer can have */
    List<Installed> read() {
        List<String> command = new ArrayList<>(List.of("rpm"));
        if (root.getNameCount() > 0) {
            command.addAll(List.of("--root", root.toString()));
        }
        command.addAll(List.of("-qa", "--nodigest", "--nosignature", "--queryformat", FORMAT));
        Ended<List<Installed>> ended = commands.run(command, LIMIT, RpmDatabase::parse);
        if (ended.status() != 0) {
            throw new FettleException(ScanError.RPM_FAILED, "rpm does not list its packages: " + ended.errors());
        }
        return ended.output();
    }

    private static List<Installed> parse(InputStream said) throws IOException {
        Map<String, Installed> installed = new LinkedHashMap<>();
        int leftOut = 0;
        BoundedLines lines = new BoundedLines(said, MAX_LINE, StandardCharsets.UTF_8);
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
            if (line.get().startsWith(KEYS + '\t')) {
                continue;
            }
            Optional<Installed> one = parse(line.get().split("\t", -1));
            one.ifPresent(its -> installed.putIfAbsent(nevra(its.item()), its));
            leftOut += one.isEmpty() ? 1 : 0;
            if (installed.size() > Inventory.MAX_PACKAGES) {
                throw new FettleException(
                        ScanError.RPM_FAILED, "rpm's database has over " + Inventory.MAX_PACKAGES + " packages");
            }
        }
        if (leftOut > 0) {
            LOG.warn("{} installed packages are left out: their names or versions are out of form", leftOut);
        }
        return List.copyOf(installed.values());
    }

    /** A database in disorder can have one twice, and a server takes none that has. */
    private static String nevra(SoftwareItem item) {
        return item.name() + '-' + item.version() + '.' + item.arch();
    }

    private static Optional<Installed> parse(String[] part) {
        boolean formed = part.length == FIELDS
                && NAME.matcher(part[0]).matches()
                && EPOCH.matcher(part[1]).matches()
                && VERSION.matcher(part[2]).matches()
                && VERSION.matcher(part[3]).matches()
                && ARCH.matcher(part[4]).matches();
        if (!formed) {
            return Optional.empty();
        }
        String version = part[2] + '-' + part[3];
        String evr = (Long.parseLong(part[1]) == 0 ? "" : Long.parseLong(part[1]) + ":") + version;
        SourceRpm source = SourceRpm.of(part[5]).orElse(new SourceRpm(part[0], version));
        SoftwareItem item =
                new SoftwareItem("rpm", part[0], evr, part[4], source.name(), source.version(), MultiArch.NO);
        return Optional.of(new Installed(item, time(part[6])));
    }

    private static Instant time(String seconds) {
        try {
            return Instant.ofEpochSecond(Long.parseLong(seconds));
        } catch (NumberFormatException | DateTimeException e) {
            return Instant.EPOCH;
        }
    }

    /** What a package was built from. @param version {@code version-release} */
    record SourceRpm(String name, String version) {
        private static final Pattern FILE = Pattern.compile(
                "([A-Za-z0-9._+-]{1,200})-([A-Za-z0-9._+~^]{1,90}-[A-Za-z0-9._+~^]{1,90})\\.(?:no)?src\\.rpm");

        static Optional<SourceRpm> of(String file) {
            return Optional.of(FILE.matcher(file))
                    .filter(matcher -> matcher.matches())
                    .map(matcher -> new SourceRpm(matcher.group(1), matcher.group(2)));
        }
    }
}
