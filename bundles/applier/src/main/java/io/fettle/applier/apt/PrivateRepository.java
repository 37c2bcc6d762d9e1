package io.fettle.applier.apt;

import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.applier.vendor.VerifiedSuite;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.nio.file.attribute.UserPrincipalNotFoundException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A repository on disk that holds what one order needs and nothing else, with the configuration that makes apt use it and
 * nothing else. apt verifies all of it once more, as its own unprivileged user, so the directories can be passed through.
 * The owner's preferences stay in force; pins by the name of a server (Pin: origin) match nothing here.
 */
final class PrivateRepository {
    private static final String APT_USER = "_apt";

    private final Path directory;

    /** @param directory does not exist yet, or is an earlier one that is filled again; its parents can be passed through */
    PrivateRepository(Path directory) {
        this.directory = directory;
    }

    Path configuration() {
        return directory.resolve("apt.conf");
    }

    /** Links the files of an order from {@code content}, where they lie by digest. */
    void fill(Order order, List<VerifiedSuite> suites, Path content) throws IOException {
        open(directory);
        Map<String, Path> places = new LinkedHashMap<>();
        StringBuilder sources = new StringBuilder();
        for (VerifiedSuite verified : suites) {
            MirroredSuite suite = verified.suite();
            Path place = places.computeIfAbsent(
                    withSlash(suite.uri()), u -> directory.resolve("mirror").resolve(Integer.toString(places.size())));
            linkLists(suite, place, content);
            sources.append(entries(verified, place));
        }
        for (Step step : order.steps()) {
            Path place = places.get(withSlash(step.uri()));
            if (place == null) {
                throw new IOException("No repository for " + step.name());
            }
            link(content, new Stored(step.digest(), step.size()), place, step.path());
        }
        Files.writeString(directory.resolve("order.sources"), sources);
        Path lists = open(directory.resolve("lists"));
        Path cache = open(directory.resolve("cache"));
        Path archives = open(cache.resolve("archives"));
        for (Path partial : List.of(lists.resolve("partial"), archives.resolve("partial"))) {
            open(partial);
            Files.setPosixFilePermissions(partial, PosixFilePermissions.fromString("rwx------"));
            giveToApt(partial);
        }
        Files.writeString(configuration(), settings());
    }

    private static void linkLists(MirroredSuite suite, Path place, Path content) throws IOException {
        String base = base(suite);
        link(content, suite.release(), place, base + (suite.signature().isPresent() ? "Release" : "InRelease"));
        if (suite.signature().isPresent()) {
            link(content, suite.signature().get(), place, base + "Release.gpg");
        }
        for (Index index : suite.indexes()) {
            link(content, index.stored(), place, base + index.path());
            String folder = index.path().substring(0, index.path().lastIndexOf('/') + 1);
            String hash = index.stored().digest().hex();
            link(content, index.stored(), place, base + folder + "by-hash/SHA256/" + hash);
        }
    }

    private static String base(MirroredSuite suite) {
        return suite.suite().endsWith("/") ? suite.suite() : "dists/" + suite.suite() + '/';
    }

    private static void link(Path content, Stored stored, Path place, String path) throws IOException {
        Path target = place.resolve(path).normalize();
        if (!target.startsWith(place)) {
            throw new IOException("A path leads out of the repository: " + path);
        }
        openAll(target.resolveSibling(""), place.resolveSibling(""));
        Path file = content.resolve(stored.digest().hex());
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.deleteIfExists(target);
        Files.createLink(target, file);
    }

    private static void openAll(Path directory, Path upTo) throws IOException {
        Path parent = directory.getParent();
        if (parent != null && !directory.equals(upTo) && directory.startsWith(upTo)) {
            openAll(parent, upTo);
        }
        open(directory);
    }

    private static Path open(Path directory) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
        return directory;
    }

    private static void giveToApt(Path directory) throws IOException {
        try {
            UserPrincipal apt =
                    directory.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(APT_USER);
            Files.setOwner(directory, apt);
        } catch (UserPrincipalNotFoundException e) {
            // Then apt does without that user as well.
        }
    }

    private static String entries(VerifiedSuite verified, Path place) {
        MirroredSuite suite = verified.suite();
        Map<String, Set<String>> architectures = new LinkedHashMap<>();
        for (Index index : suite.indexes()) {
            Set<String> some = architectures.computeIfAbsent(index.component(), c -> new TreeSet<>());
            if (!index.arch().equals("all")) {
                some.add(index.arch());
            }
        }
        List<String> entries = new ArrayList<>();
        architectures.forEach((component, some) -> entries.add("Types: deb\nURIs: file:" + place + "\nSuites: "
                + suite.suite() + '\n'
                + (suite.suite().endsWith("/") ? "" : "Components: " + component + '\n')
                + (some.isEmpty() ? "" : "Architectures: " + String.join(" ", some) + '\n')
                + "Targets: Packages\n" + signedBy(verified.signedBy()) + '\n'));
        return String.join("", entries);
    }

    private static String signedBy(String signedBy) {
        if (signedBy.isEmpty()) {
            return "";
        }
        if (!signedBy.startsWith("-----BEGIN")) {
            return "Signed-By: " + signedBy.replaceAll("\\s+", " ") + '\n';
        }
        return signedBy.lines()
                .map(String::strip)
                .map(line -> line.isEmpty() ? " ." : ' ' + line)
                .collect(Collectors.joining("\n", "Signed-By:\n", "\n"));
    }

    private String settings() {
        return """
                Dir::Etc::sourcelist "%1$s/order.sources";
                Dir::Etc::sourceparts "-";
                Dir::State::lists "%1$s/lists/";
                Dir::Cache "%1$s/cache/";
                Dir::Cache::archives "archives/";
                Dir::Cache::pkgcache "";
                Dir::Cache::srcpkgcache "";
                Acquire::Retries "0";
                Acquire::AllowInsecureRepositories "false";
                Acquire::AllowWeakRepositories "false";
                Acquire::AllowDowngradeToInsecureRepositories "false";
                Acquire::AllowReleaseInfoChange "true";
                Acquire::Check-Valid-Until "true";
                Acquire::Check-Date "true";
                Acquire::http::AllowRedirect "false";
                Acquire::https::AllowRedirect "false";
                Acquire::http::Proxy "DIRECT";
                Acquire::https::Proxy "DIRECT";
                Acquire::Languages "none";
                APT::Update::Error-Mode "any";
                APT::Default-Release "";
                APT::Get::AllowUnauthenticated "false";
                APT::Get::Fix-Missing "false";
                APT::Get::Show-User-Simulation-Note "false";
                APT::Get::AutomaticRemove "false";
                APT::Get::allow-downgrades "false";
                APT::Get::allow-remove-essential "false";
                APT::Get::allow-change-held-packages "false";
                """.formatted(directory);
    }

    private static String withSlash(String uri) {
        return uri.endsWith("/") ? uri : uri + '/';
    }
}
