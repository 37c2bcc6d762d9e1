package io.fettle.applier;

import io.fettle.api.Digest;
import io.fettle.api.catalog.OfferedPackage;
import io.fettle.api.catalog.OfferedRepository;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.trust.KeyId;
import io.fettle.applier.hand.HandedOver;
import io.fettle.applier.process.ProcessCommands;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.protocol.ReportCodec;
import io.fettle.source.rpm.RpmSourceFactory;
import io.fettle.spi.source.SyncResult;
import io.fettle.testkit.rpm.RpmTools;
import io.fettle.testkit.source.MemoryFeed;
import io.fettle.testkit.source.RecordingSink;
import io.fettle.testkit.trust.TestAuthority;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A computer that the real rpm and dnf rule, in a directory, with one repository whose packages are signed: its owner's
 * files, its agent's hand-overs. Its repository is read by the server's own code.
 */
final class DnfComputer {
    static final String TASK = "t1";

    private static final String REPODATA = "repodata";

    final Path root;
    final KilledCommands commands;
    private final Path dir;
    private final Path keys;
    private final Path spool;
    private final Path vendor;
    private final RpmTools tools;
    private final Instant now = Instant.now();
    private final TestAuthority authority = new TestAuthority(now);
    private final TestAuthority.Pair signer = authority.orderSigner();
    private final KeyId key = new KeyId(Digest.of("a computer with dnf".getBytes(StandardCharsets.US_ASCII)));
    private final List<String> locks = new ArrayList<>();
    private final List<String> settings = new ArrayList<>();
    private String modules = "";
    Order.Kind kind = Order.Kind.RPM_UPGRADE;
    private long sequence;

    /** @param keys where key pairs are made once for all */
    DnfComputer(Path dir, Path keys) throws Exception {
        this.dir = dir;
        this.keys = keys;
        this.tools = new RpmTools(dir);
        this.root = Files.createDirectories(dir.resolve("root"));
        this.spool = Files.createDirectories(dir.resolve("handover"));
        this.vendor = Files.createDirectories(dir.resolve("vendor"));
        this.commands = new KilledCommands(
                new ProcessCommands(Files.createDirectories(dir.resolve("scratch"))), List.of("env", "HOME=" + dir));
        for (String made : List.of("var/log", "var/lib/rpm", "etc/dnf/modules.d", "run")) {
            Files.createDirectories(root.resolve(made));
        }
        Files.createDirectories(dir.resolve("plugins"));
        Files.createDirectories(vendor.resolve("Packages"));
        makeKey("vendor");
        write("etc/fettle/level", "L1\n");
        write("etc/fettle/root.pem", authority.rootPem());
        write("etc/fettle/agent.pub", key + "\n");
        write("etc/os-release", "ID=rocky\nVERSION_ID=\"9.4\"\nPLATFORM_ID=\"platform:el9\"\n");
        // dnf looks outside for it where it works on a root of its own, and we inside.
        write(publicKey("vendor").toString().substring(1), Files.readString(publicKey("vendor")));
        write("etc/yum.repos.d/base.repo", section());
    }

    /** A key pair of that name. */
    void makeKey(String name) throws Exception {
        if (Files.exists(publicKey(name))) {
            return;
        }
        Path home = Files.createDirectories(keys.resolve("gnupg-" + name));
        Files.setPosixFilePermissions(home, PosixFilePermissions.fromString("rwx------"));
        Path wanted = Files.writeString(
                dir.resolve("key-" + name),
                "%no-protection\nKey-Type: RSA\nKey-Length: 2048\nName-Real: " + name + "\nName-Email: " + name
                        + "@example.org\nExpire-Date: 0\n%commit\n");
        tools.run("gpg", "--homedir", home.toString(), "--batch", "-q", "--gen-key", wanted.toString());
        tools.run(
                "gpg",
                "--homedir",
                home.toString(),
                "--armor",
                "--output",
                publicKey(name).toString(),
                "--export");
    }

    Path publicKey(String name) {
        return keys.resolve(name + ".asc");
    }

    DnfComputer setting(String line) {
        settings.add(line);
        return this;
    }

    DnfComputer lock(String line) {
        locks.add(line);
        return this;
    }

    DnfComputer modules(String yaml) {
        modules += yaml;
        return this;
    }

    /** The vendor has a package, signed. @param nevra as in {@link RpmTools#build} */
    DnfComputer has(String nevra, String... tags) throws Exception {
        return signedBy("vendor", nevra, tags);
    }

    /** @param signer name of a key; empty for none */
    DnfComputer signedBy(String signer, String nevra, String... tags) throws Exception {
        Files.copy(built(signer, nevra, tags), file(nevra));
        return this;
    }

    /** Each is built once for all tests. */
    private Path built(String signer, String nevra, String... tags) throws Exception {
        String what = signer + '\n' + nevra + '\n' + String.join("\n", tags);
        Path built =
                keys.resolve(Digest.of(what.getBytes(StandardCharsets.UTF_8)).hex() + ".rpm");
        if (!Files.exists(built)) {
            Path fresh = Files.createDirectories(dir.resolve("fresh"));
            tools.build(fresh, nevra, tags);
            Path made = fresh.resolve(file(nevra).getFileName());
            if (!signer.isEmpty()) {
                sign(signer, made);
            }
            Files.move(made, built);
        }
        return built;
    }

    private void sign(String signer, Path made) throws Exception {
        tools.run(
                "rpmsign",
                "--define",
                "__gpg /usr/bin/gpg",
                "--define",
                "_gpg_path " + keys.resolve("gnupg-" + signer),
                "--define",
                "_gpg_name " + signer + "@example.org",
                "--addsign",
                made.toString());
    }

    private Path file(String nevra) {
        String[] part = nevra.split(" ");
        return vendor.resolve("Packages").resolve(part[0] + '-' + part[2] + '-' + part[3] + '.' + part[4] + ".rpm");
    }

    /** Puts it all together, with these packages installed. */
    DnfComputer with(String... installed) throws Exception {
        return with(List.of(), installed);
    }

    /** @param tags of all that is installed */
    DnfComputer with(List<String> tags, String... installed) throws Exception {
        List<String> install = new ArrayList<>(List.of("rpm", "--root", root.toString(), "-i", "--nodeps", "--justdb"));
        for (String nevra : installed) {
            install.add(built("", nevra, tags.toArray(String[]::new)).toString());
        }
        tools.run(install.toArray(String[]::new));
        tools.run("createrepo_c", "--quiet", "--no-database", "--simple-md-filenames", vendor.toString());
        if (!modules.isEmpty()) {
            Path yaml = Files.writeString(dir.resolve("modules.yaml"), modules);
            tools.run(
                    "modifyrepo_c",
                    "--mdtype=modules",
                    "--simple-md-filenames",
                    yaml.toString(),
                    vendor.resolve(REPODATA).toString());
        }
        Path locklist = Files.write(dir.resolve("versionlock.list"), locks);
        Files.writeString(
                dir.resolve("plugins/versionlock.conf"),
                "[main]\nenabled=" + (locks.isEmpty() ? 0 : 1) + "\nlocklist=" + locklist + "\n");
        Files.writeString(dir.resolve("plugins/local.conf"), "[main]\nenabled=0\n");
        write(
                "etc/dnf/dnf.conf",
                "[main]\nmodule_platform_id=platform:el9\npluginconfpath=" + dir.resolve("plugins") + "\n"
                        + String.join("\n", settings) + "\n");
        return this;
    }

    /** What changes the computer next is killed in the middle. @param withUs and our own process with it */
    void killNext(boolean withUs) {
        commands.killNext(root.resolve("run/waiting"), root.resolve("run/hold"), withUs);
    }

    /** What dnf holds for somebody's wish. */
    List<String> wanted() throws Exception {
        return tools.run(
                        "dnf",
                        "-q",
                        "-C",
                        "--installroot=" + root,
                        "--releasever=9",
                        "--disablerepo=*",
                        "repoquery",
                        "--userinstalled",
                        "--qf",
                        "%{name}")
                .lines()
                .toList();
    }

    /** The owner asks for a signed list, and somebody signed it. @param signer name of a key; empty for nobody */
    void signList(String signer) throws Exception {
        Path list = vendor.resolve("repodata/repomd.xml");
        write("etc/yum.repos.d/base.repo", section() + "repo_gpgcheck=1\n");
        if (!signer.isEmpty()) {
            tools.run(
                    "gpg",
                    "--homedir",
                    keys.resolve("gnupg-" + signer).toString(),
                    "--batch",
                    "--armor",
                    "--detach-sign",
                    list.toString());
        }
    }

    private String section() {
        return "[base]\nname=base\nbaseurl=" + vendor.toUri() + "\ngpgcheck=0\ngpgkey="
                + publicKey("vendor").toUri() + "\n";
    }

    void importKey(String name) throws Exception {
        tools.run("rpm", "--root", root.toString(), "--import", publicKey(name).toString());
    }

    /** A step of an order. @param nevra of the vendor's package @param from what is there before; empty for nothing */
    Step step(String from, String nevra) throws IOException {
        String[] part = nevra.split(" ");
        String evr = (part[1].equals("0") ? "" : part[1] + ':') + part[2] + '-' + part[3];
        RecordingSink imported = imported();
        OfferedRepository repository = imported.repositories().get(0);
        OfferedPackage offered = imported.packages().stream()
                .filter(one -> one.name().equals(part[0])
                        && one.version().equals(evr)
                        && one.arch().equals(part[4]))
                .findFirst()
                .orElseThrow();
        return new Step(
                offered.name(),
                offered.arch(),
                Optional.of(from).filter(f -> !f.isEmpty()),
                offered.version(),
                repository.uri(),
                repository.suite(),
                "",
                offered.path(),
                offered.size(),
                offered.digest());
    }

    /** What the server has of the repository. */
    private RecordingSink imported() throws IOException {
        MemoryFeed feed = new MemoryFeed(Instant.now().plusSeconds(60));
        for (String name : List.of("repomd.xml", "repomd.xml.asc", "primary.xml.gz", "modules.yaml.gz")) {
            Path file = vendor.resolve(REPODATA).resolve(name);
            if (Files.exists(file)) {
                // A uri that was taken apart and put together has one slash only.
                feed.serve("file:" + file, Files.readAllBytes(file));
            }
        }
        Map<String, String> settings =
                new HashMap<>(Map.of("uri", vendor.toUri().toString(), "platform", "Rocky Linux:9"));
        if (Files.exists(vendor.resolve(REPODATA).resolve("repomd.xml.asc"))) {
            settings.put("keyring", Files.readString(publicKey("vendor")));
        }
        RecordingSink sink = new RecordingSink();
        SyncResult result = feed.run(new RpmSourceFactory().create(settings), sink);
        if (!(result instanceof SyncResult.Completed)) {
            throw new AssertionError("The repository was not read: " + result);
        }
        return sink;
    }

    List<TaskReport> apply(Step... steps) throws IOException {
        handOver(steps);
        return process();
    }

    void handOver(Step... steps) throws IOException {
        RecordingSink imported = imported();
        OfferedRepository repository = imported.repositories().get(0);
        MirroredSuite suite = new MirroredSuite(
                "s1",
                repository.uri(),
                repository.suite(),
                repository.release(),
                repository.signature(),
                imported.indexes());
        Header header = new Header(
                MessageKind.ORDER,
                signer.signer().keyId(),
                Optional.of(key),
                1,
                ++sequence,
                now,
                now.plus(Duration.ofHours(1)));
        Order order = new Order(kind, TASK, "c1", List.of(steps), List.of(suite));
        Path ready = spool.resolve(TASK + ".ready");
        Trees.delete(ready);
        Path content = Files.createDirectories(ready.resolve("content"));
        Files.write(
                ready.resolve("order.env"),
                Envelope.seal(header, order.encode(), signer.signer()).bytes());
        Files.write(ready.resolve("signer-chain.der"), signer.chainDer());
        for (Map.Entry<Digest, byte[]> kept : imported.contents().entrySet()) {
            Files.write(content.resolve(kept.getKey().hex()), kept.getValue());
        }
        for (Step step : steps) {
            copy(vendor.resolve(step.path()), content);
        }
    }

    List<TaskReport> process() throws IOException {
        Places places = new Places(root, (Integer) Files.getAttribute(root, "unix:uid"));
        Files.createDirectories(places.state());
        PrivateDirectory own = PrivateDirectory.at(places.state().resolve("own"));
        try (HandedOver handedOver = HandedOver.open(spool.resolve(TASK + ".ready"))) {
            new OneOrder(places, own, Applier.system(places, own, commands, Clock.systemUTC()), Clock.systemUTC())
                    .process(handedOver);
        }
        return Files.readAllLines(spool.resolve(TASK + ".result")).stream()
                .map(line -> ReportCodec.decode(line.getBytes(StandardCharsets.UTF_8)))
                .toList();
    }

    String journal() throws IOException {
        return Files.readString(root.resolve("var/lib/fettle-applier/own/tasks/" + TASK + "/journal"));
    }

    /** {@code name-version-release.arch} of each. */
    TreeSet<String> installed() throws Exception {
        TreeSet<String> installed = new TreeSet<>();
        tools.run("rpm", "--root", root.toString(), "-qa")
                .lines()
                .filter(line -> !line.startsWith("gpg-pubkey"))
                .forEach(installed::add);
        return installed;
    }

    void write(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.resolveSibling(""));
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setPosixFilePermissions(file.resolveSibling(""), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private static void copy(Path file, Path content) throws IOException {
        Path target = content.resolve(digest(file).hex());
        if (!Files.exists(target)) {
            Files.copy(file, target);
        }
    }

    private static Digest digest(Path file) throws IOException {
        return Digest.of(Files.readAllBytes(file));
    }
}
