package io.fettle.assessment;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.hand.ProcessCommands;
import io.fettle.agent.scan.FactsReader;
import io.fettle.agent.scan.LevelFile;
import io.fettle.agent.scan.rpm.RpmScan;
import io.fettle.api.inventory.Inventory;
import io.fettle.protocol.InventoryMessage;
import io.fettle.source.rpm.RpmSourceFactory;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.rpm.RpmTools;
import io.fettle.testkit.source.MemoryFeed;
import io.fettle.testkit.source.RecordingSink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A computer that rpm and dnf rule, in a directory, with repositories in others: all made by the real tools. It is scanned by
 * the agent's own code, and its repositories are read by the server's.
 */
final class RpmRoot {
    static final String PLATFORM = "Rocky Linux:9";

    private static final int NOBODY = 65534;

    private final Path dir;
    private final Path root;
    private final RpmTools tools;
    private final List<String> settings = new ArrayList<>();
    private final List<String> locks = new ArrayList<>();
    private final Map<String, Repo> repositories = new LinkedHashMap<>();

    RpmRoot(Path dir) throws IOException {
        this.dir = dir;
        this.tools = new RpmTools(dir);
        this.root = Files.createDirectories(dir.resolve("root"));
        for (String made : List.of("var/log", "var/lib/rpm", "var/cache/dnf", "etc/dnf/modules.d", "etc/yum.repos.d")) {
            Files.createDirectories(root.resolve(made));
        }
        Files.createDirectories(dir.resolve("plugins"));
        file("etc/os-release", "ID=rocky\nVERSION_ID=\"9.4\"\nPLATFORM_ID=\"platform:el9\"\n");
    }

    RpmRoot file(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
        return this;
    }

    /** A line of dnf.conf. */
    RpmRoot setting(String line) {
        settings.add(line);
        return this;
    }

    /** A line of versionlock's list. */
    RpmRoot lock(String line) {
        locks.add(line);
        return this;
    }

    /** @param lines more of its section */
    Repo repository(String id, String... lines) throws IOException {
        Repo repository = new Repo(id, List.of(lines));
        repositories.put(id, repository);
        return repository;
    }

    /** A repository, which the server knows too unless a test says otherwise. */
    final class Repo {
        private final String id;
        private final Path path;
        private final List<String> lines;
        private final List<String> updates = new ArrayList<>();
        private String modules = "";
        private boolean covered = true;

        private Repo(String id, List<String> lines) throws IOException {
            this.id = id;
            this.path = Files.createDirectories(dir.resolve("repo-" + id));
            this.lines = lines;
        }

        /** @param nevra as in {@link RpmTools#build} */
        Repo has(String nevra, String... tags) throws Exception {
            tools.build(path, nevra, tags);
            return this;
        }

        /** @param fixes packages, as in {@link RpmTools#build} */
        Repo update(String id, String type, String more, String... fixes) {
            StringBuilder update =
                    new StringBuilder("<update type=\"" + type + "\" status=\"final\" from=\"x@example.org\">"
                            + "<id>" + id + "</id><title>t</title><issued date=\"2026-01-01 00:00:00\"/>" + more
                            + "<pkglist><collection short=\"c\"><name>c</name>");
            for (String fix : fixes) {
                String[] part = fix.split(" ");
                if (part[0].equals("module")) {
                    update.append("<module name=\"" + part[1] + "\" stream=\"" + part[2]
                            + "\" version=\"1\" context=\"c\" arch=\"x86_64\"/>");
                } else {
                    update.append("<package name=\"" + part[0] + "\" epoch=\"" + part[1] + "\" version=\"" + part[2]
                            + "\" release=\"" + part[3] + "\" arch=\"" + part[4]
                            + "\"><filename>f.rpm</filename></package>");
                }
            }
            updates.add(update.append("</collection></pkglist></update>").toString());
            return this;
        }

        /** No source of the server's has it. */
        Repo uncovered() {
            covered = false;
            return this;
        }

        Repo modules(String yaml) {
            modules += yaml;
            return this;
        }

        private void create() throws Exception {
            tools.run("createrepo_c", "--quiet", path.toString());
            if (!updates.isEmpty()) {
                add("updateinfo.xml", "<updates>" + String.join("", updates) + "</updates>");
            }
            if (!modules.isEmpty()) {
                add("modules.yaml", modules);
            }
            file(
                    "etc/yum.repos.d/" + id + ".repo",
                    "[" + id + "]\nname=" + id + "\nbaseurl=" + path.toUri() + "\ngpgcheck=0\n"
                            + String.join("\n", lines) + "\n");
        }

        private void add(String name, String content) throws Exception {
            Path made = Files.writeString(dir.resolve(name), content);
            String type = name.substring(0, name.indexOf('.'));
            tools.run(
                    "modifyrepo_c",
                    "--mdtype=" + type,
                    made.toString(),
                    path.resolve("repodata").toString());
        }

        private void sync(RecordingSink sink) throws IOException {
            MemoryFeed feed = new MemoryFeed(Instant.now().plusSeconds(60));
            try (Stream<Path> files = Files.list(path.resolve("repodata"))) {
                for (Path file : files.toList()) {
                    // A uri that was taken apart and put together has one slash only.
                    feed.serve("file:" + path + "/repodata/" + file.getFileName(), Files.readAllBytes(file));
                }
            }
            Map<String, String> from = Map.of("uri", path.toUri().toString(), "platform", PLATFORM);
            SyncResult result = feed.run(new RpmSourceFactory().create(from), sink);
            if (!(result instanceof SyncResult.Completed)) {
                throw new AssertionError(id + " was not read: " + result);
            }
        }
    }

    /** Puts it all together, with these packages installed, as in {@link RpmTools#build}. */
    RpmRoot with(String... installed) throws Exception {
        Path initial = Files.createDirectories(dir.resolve("initial"));
        for (String nevra : installed) {
            tools.build(initial, nevra);
        }
        List<String> install = new ArrayList<>(List.of("rpm", "--root", root.toString(), "-i", "--nodeps", "--justdb"));
        tools.packages(initial).forEach(file -> install.add(file.toString()));
        tools.run(install.toArray(String[]::new));
        for (Repo repository : repositories.values()) {
            repository.create();
        }
        Path locklist = Files.write(dir.resolve("versionlock.list"), locks);
        Files.writeString(
                dir.resolve("plugins/versionlock.conf"),
                "[main]\nenabled=" + (locks.isEmpty() ? 0 : 1) + "\nlocklist=" + locklist + "\n");
        Files.writeString(dir.resolve("plugins/local.conf"), "[main]\nenabled=0\n");
        file(
                "etc/dnf/dnf.conf",
                "[main]\nmodule_platform_id=platform:el9\npluginconfpath=" + dir.resolve("plugins") + "\n"
                        + String.join("\n", settings) + "\n");
        dnf("makecache");
        return this;
    }

    /** Lets root alone read one of dnf's files. */
    void close(String file) throws IOException {
        Files.setPosixFilePermissions(dir.resolve(file), PosixFilePermissions.fromString("rw-------"));
    }

    String dnf(String... arguments) throws Exception {
        List<String> command =
                new ArrayList<>(List.of("dnf", "-y", "--installroot=" + root, "--releasever=9", "--setopt=best=0"));
        command.addAll(List.of(arguments));
        return tools.run(Set.of(1, 100), command.toArray(String[]::new));
    }

    /** {@code name.arch version} of each, by dnf's own list. */
    Set<String> upgrades() throws Exception {
        return dnf("-C", "-q", "list", "--upgrades")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(word -> word.length == 3 && word[0].contains("."))
                .map(word -> word[0] + ' ' + word[1])
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code update name.arch} of each security update that dnf says the computer lacks. */
    Set<String> securityUpdates() throws Exception {
        return dnf("-C", "-q", "updateinfo", "list", "--security")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(word -> word.length == 3)
                .map(word -> word[0] + ' ' + word[2].replaceFirst("-[^-]+-[^-]+\\.([^.]+)$", ".$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code CVE name.arch} of each that dnf says the computer lacks an update against. */
    Set<String> exposures() throws Exception {
        return dnf("-C", "-q", "updateinfo", "list", "--with-cve")
                .lines()
                .map(line -> line.strip().split("\\s+"))
                .filter(word -> word.length == 3 && word[0].startsWith("CVE-"))
                .map(word -> word[0] + ' ' + word[2].replaceFirst("-[^-]+-[^-]+\\.([^.]+)$", ".$1"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** {@code name.arch version} of each that dnf would install for security alone. */
    Set<String> securityUpgrades() throws Exception {
        return planned(dnf("-C", "upgrade", "--security", "--assumeno"));
    }

    /** The same for everything. */
    Set<String> planned() throws Exception {
        return planned(dnf("-C", "upgrade", "--assumeno"));
    }

    private static Set<String> planned(String table) {
        Set<String> planned = new TreeSet<>();
        boolean taken = false;
        for (String line : table.lines().toList()) {
            String[] word = line.strip().split("\\s+");
            if (line.matches("(Upgrading|Installing|Installing dependencies):")) {
                taken = true;
            } else if (line.isBlank() || line.endsWith(":")) {
                taken = false;
            } else if (taken && word.length >= 5) {
                planned.add(word[0] + '.' + word[1] + ' ' + word[2]);
            }
        }
        return planned;
    }

    /** As an agent without privileges takes it and the server understands it. */
    Inventory inventory() throws IOException {
        FactsReader facts = new FactsReader(root, new LevelFile(root, 0), "1");
        RpmScan scan = new RpmScan(root, own(), facts, new AsNobody(dir), Clock.systemUTC());
        Inventory told = scan.scan(catalog().suites());
        return InventoryMessage.decode(InventoryMessage.whole(told).encode()).resolve(Optional.empty());
    }

    /** A directory of the agent's own; dnf looks for it inside the root. */
    private Path own() {
        Path own = dir.resolve("own");
        Path inside = root.resolve(own.toString().substring(1));
        try {
            for (Path path : List.of(own, inside, root.resolve("var/tmp"))) {
                Files.createDirectories(path);
                Files.setAttribute(path, "unix:uid", NOBODY);
            }
            Files.setPosixFilePermissions(dir, PosixFilePermissions.fromString("rwxr-xr-x"));
            return own;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    SampleCatalog catalog() throws IOException {
        SampleCatalog catalog = new SampleCatalog(1);
        for (Repo repository : repositories.values()) {
            if (!repository.covered) {
                continue;
            }
            RecordingSink sink = new RecordingSink();
            repository.sync(sink);
            int number = catalog.rpm(repository.id, sink.repositories().get(0));
            sink.packages().forEach(offered -> catalog.rpm(number, offered));
            sink.advisories().values().forEach(advisory -> catalog.advisories().add(repository.id, advisory));
        }
        return catalog;
    }

    /** Runs programs without any privilege, with the home that tells rpm where its database is. */
    private record AsNobody(Path home) implements Commands {
        @Override
        public <T> Ended<T> run(List<String> command, Duration limit, Reader<T> output) {
            List<String> as = new ArrayList<>(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY));
            as.addAll(List.of("--clear-groups", "env", "HOME=" + home));
            as.addAll(command);
            return new ProcessCommands().run(as, limit, output);
        }
    }
}
