package io.fettle.itests.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/**
 * A computer of the branch: a Debian root above the base root, in namespaces of its own, with an unprivileged agent and
 * the applier beside it.
 */
public final class Computer {
    private static final Duration LIMIT = Duration.ofMinutes(2);
    private static final String USER = "fettle";
    private static final String STATE = "/var/lib/fettle";
    private static final String PROGRAM = "/opt/fettle/agent";
    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final String name;
    private final Path home;
    private final Path root;
    private final Processes processes;

    Computer(String name, Path home, Processes processes) {
        this.name = name;
        this.home = home;
        this.root = home.resolve("root");
        this.processes = processes;
    }

    public String name() {
        return name;
    }

    /** Whether everything of it runs. */
    boolean running() {
        return processes.running(name).isPresent()
                && processes.running(name + "-agent").isPresent()
                && processes.running(name + "-applier").isPresent();
    }

    /** Its root directory, as this machine sees it. */
    public Path root() {
        return root;
    }

    /** Puts it together, without starting anything. */
    void build(BaseRoot base, Path agent, List<Path> packages, List<Repository> repositories) {
        Path upper = FileTrees.directory(home.resolve("upper"));
        Path work = FileTrees.directory(home.resolve("work"));
        Mounts.overlay(base.path(), upper, work, FileTrees.directory(root));
        bind(agent, PROGRAM);
        Path java = Path.of(System.getProperty("java.home"));
        bind(java, java.toString());
        bindJavaConfiguration(java);
        FileTrees.write(root.resolve("etc/hostname"), name + "\n", "rw-r--r--");
        FileTrees.write(root.resolve("etc/hosts"), "127.0.0.1 localhost " + name + "\n", "rw-r--r--");
        FileTrees.write(root.resolve("usr/sbin/policy-rc.d"), "#!/bin/sh\nexit 101\n", "rwxr-xr-x");
        setUpApt(repositories);
        install(packages);
        Tools.run(
                "chroot",
                root.toString(),
                "useradd",
                "--system",
                "--home-dir",
                STATE,
                "--create-home",
                "--shell",
                "/usr/sbin/nologin",
                USER);
        Tools.run("chroot", root.toString(), "chmod", "700", STATE);
    }

    /** What its owner decides when installing: the level, and whom the applier believes. */
    void allowUpgrades(Path rootCertificate) {
        try {
            FileTrees.write(root.resolve("etc/fettle/root.pem"), Files.readAllBytes(rootCertificate), "rw-r--r--");
        } catch (IOException e) {
            throw new LabException("Cannot read " + rootCertificate, e);
        }
        FileTrees.write(root.resolve("etc/fettle/level"), "L1\n", "rw-r--r--");
        Tools.run("chmod", "755", root.resolve("etc/fettle").toString());
    }

    void powerOn() {
        ProcessHandle keeper = processes.start(
                name,
                log(),
                Map.of(),
                List.of(
                        "ip",
                        "netns",
                        "exec",
                        Network.of(name),
                        "unshare",
                        "--mount",
                        "--uts",
                        "--pid",
                        "--fork",
                        "--kill-child",
                        "--mount-proc=/proc",
                        "--root=" + root,
                        "--wd=/",
                        "sleep",
                        "infinity"));
        Deadline.await(
                name + " is on",
                Duration.ofSeconds(10),
                () -> keeper.children().findFirst().isPresent(),
                () -> Program.tail(log()));
        Deadline.await(
                name + " answers",
                Duration.ofSeconds(10),
                () -> Tools.ended(LIMIT, inside("true")).status() == 0,
                () -> Program.tail(log()));
        Tools.run(LIMIT, inside("hostname", name));
    }

    void giveToken(String secret) {
        Path token = root.resolve(STATE.substring(1)).resolve("enrol.token");
        FileTrees.write(token, secret, "rw-------");
        Tools.run("chroot", root.toString(), "chown", USER + ":" + USER, STATE + "/enrol.token");
    }

    void startAgent(String servers) {
        List<String> command = inside("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups", "env", "-i");
        command.addAll(List.of(
                PATH,
                "HOME=" + STATE,
                "FETTLE_STATE=" + STATE,
                "JAVA_HOME=" + System.getProperty("java.home"),
                "FETTLE_JAVA_OPTIONS=-Dfettle.agent.servers=" + servers,
                PROGRAM + "/bin/fettle-agent"));
        processes.start(name + "-agent", home.resolve("agent.log"), Map.of(), command);
    }

    /** As a power cut would. */
    public void killAgent() {
        processes.kill(name + "-agent");
    }

    /** The part with root; it waits for what the agent hands over. */
    void startApplier() {
        List<String> command = inside("env", "-i");
        command.addAll(List.of(
                PATH,
                "HOME=/root",
                System.getProperty("java.home") + "/bin/java",
                "-Xmx32m",
                "-XX:+UseSerialGC",
                "-cp",
                PROGRAM + "/lib/applier/*",
                "io.fettle.applier.Watch",
                "--spool",
                STATE + "/handover"));
        processes.start(name + "-applier", home.resolve("applier.log"), Map.of(), command);
    }

    public boolean joined() {
        return Files.exists(identity());
    }

    /** The computer's key, where the applier believes it: written down by the computer's owner. */
    void pinOwnKey() {
        try {
            byte[] certificate = Base64.getDecoder()
                    .decode(identityJson().path("chain").path(0).asText());
            byte[] key = CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(certificate))
                    .getPublicKey()
                    .getEncoded();
            FileTrees.write(root.resolve("etc/fettle/agent.pub"), key, "rw-r--r--");
        } catch (CertificateException e) {
            throw new LabException(identity() + " holds no certificate", e);
        }
    }

    /** Its id at the server. */
    public String id() {
        return identityJson().path("id").asText();
    }

    /** Runs a program in it, as root, and gives what it printed. */
    public String run(String... command) {
        return Tools.run(LIMIT, inside(command));
    }

    /** As {@link #run}, with a repository's directory in sight of this one command. */
    Tools.Ended runSeeing(List<Repository> repositories, List<String> command) {
        List<String> all = new ArrayList<>();
        for (Repository repository : repositories) {
            FileTrees.directory(root.resolve(repository.directory().toString().substring(1)));
            Mounts.bindReadOnly(
                    repository.directory(),
                    root.resolve(repository.directory().toString().substring(1)));
        }
        all.add("chroot");
        all.add(root.toString());
        all.addAll(command);
        try {
            return Tools.ended(LIMIT, all);
        } finally {
            for (Repository repository : repositories) {
                Path point = root.resolve(repository.directory().toString().substring(1));
                Tools.run("umount", point.toString());
            }
        }
    }

    public String lastWords() {
        return Program.tail(home.resolve("agent.log"))
                + Program.tail(root.resolve(STATE.substring(1) + "/log/fettle.log"))
                + Program.tail(home.resolve("applier.log"))
                + Program.tail(log());
    }

    /** A command line that runs in it as root. */
    List<String> inside(String... command) {
        long init = processes
                .running(name)
                .flatMap(p -> p.children().findFirst())
                .orElseThrow(() -> new LabException(name + " is off"))
                .pid();
        List<String> all = new ArrayList<>(List.of(
                "nsenter",
                "--target",
                Long.toString(init),
                "--mount",
                "--uts",
                "--net",
                "--pid",
                "--root",
                "--wdns=/"));
        all.addAll(List.of(command));
        return all;
    }

    private void setUpApt(List<Repository> repositories) {
        FileTrees.delete(root.resolve("var/lib/apt/lists"));
        FileTrees.directory(root.resolve("var/lib/apt/lists/partial"));
        StringBuilder lines = new StringBuilder();
        for (Repository repository : repositories) {
            Path keyring = Path.of(
                    "/etc/apt/keyrings", String.valueOf(repository.keyring().getFileName()));
            try {
                FileTrees.write(
                        root.resolve(keyring.toString().substring(1)),
                        Files.readAllBytes(repository.keyring()),
                        "rw-r--r--");
            } catch (IOException e) {
                throw new LabException("Cannot read " + repository.keyring(), e);
            }
            lines.append(repository.sourcesLine(keyring));
        }
        FileTrees.write(root.resolve("etc/apt/sources.list"), lines.toString(), "rw-r--r--");
    }

    private void install(List<Path> packages) {
        List<String> command = new ArrayList<>(List.of("dpkg", "--root=" + root, "-i"));
        packages.forEach(p -> command.add(p.toString()));
        Tools.run(LIMIT, command);
    }

    private void bind(Path from, String to) {
        Mounts.bindReadOnly(from, FileTrees.directory(root.resolve(to.substring(1))));
    }

    /** Debian keeps it outside the JDK, behind links. */
    private void bindJavaConfiguration(Path java) {
        Path security = java.resolve("conf/security/java.security");
        try {
            Path real = security.toRealPath();
            if (!real.startsWith(java)) {
                Path etc = real.getRoot().resolve(real.subpath(0, 2));
                bind(etc, etc.toString());
            }
        } catch (IOException e) {
            throw new LabException("This JDK has no " + security, e);
        }
    }

    private Path identity() {
        return root.resolve(STATE.substring(1)).resolve("trust/identity.json");
    }

    private JsonNode identityJson() {
        try {
            return Api.parse(Files.readAllBytes(identity()));
        } catch (IOException e) {
            throw new LabException(name + " has not joined", e);
        }
    }

    private Path log() {
        return home.resolve("computer.log");
    }
}
