package io.fettle.itests.lab;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;

/**
 * The lab's own signed repository: each package in an old version, which computers have, and a new one. Among them one
 * whose new version needs a package that is not installed yet, one that takes its time over the WAN, one that computers
 * hold, one whose new version needs what nobody has, and one whose new version breaks what is installed. Some of the new
 * versions come in a suite for security.
 */
final class LabRepository {
    private static final Duration LIMIT = Duration.ofMinutes(1);
    private static final String SUITE = "stable";
    private static final String SECURITY_SUITE = "stable-security";
    /** A package that the computers' owner keeps as it is. */
    static final String HELD = "lab-held";

    private static final int BULK_BYTES = 24 << 20;
    private static final long SEED = 20261122;

    private final Path directory;
    private final Path work;
    private final String arch = Tools.run("dpkg", "--print-architecture").strip();

    LabRepository(Path directory) {
        this.directory = directory;
        this.work = directory.resolveSibling(directory.getFileName() + ".work");
    }

    /** The packages that computers have from the start. */
    List<Path> installedAtFirst() {
        return List.of(
                deb(SUITE, "lab-tool", "1.0"),
                deb(SUITE, "lab-lib", "1.0"),
                deb(SUITE, "lab-bulk", "1.0"),
                deb(SUITE, "lab-daemon", "2:1.0~rc1"),
                deb(SUITE, HELD, "1.0"),
                deb(SUITE, "lab-stuck", "1.0"),
                deb(SUITE, "lab-pillar", "1.0"),
                deb(SUITE, "lab-breaker", "1.0"));
    }

    List<Repository> build() {
        FileTrees.delete(directory);
        FileTrees.delete(work);
        FileTrees.directory(pool(SUITE));
        FileTrees.directory(pool(SECURITY_SUITE));
        addOrdinary();
        addSecurity();
        index(SUITE);
        index(SECURITY_SUITE);
        Path keyring = sign();
        FileTrees.delete(work);
        return List.of(
                new Repository(directory, SUITE, "main", keyring),
                new Repository(directory, SECURITY_SUITE, "main", keyring));
    }

    private void addOrdinary() {
        add(SUITE, "lab-tool", "1.0", "Depends: lab-lib (>= 1.0)", 1000);
        add(SUITE, "lab-lib", "1.0", "", 1000);
        add(SUITE, "lab-bulk", "1.0", "", 100);
        add(SUITE, "lab-daemon", "2:1.0~rc1", "", 500);
        add(SUITE, "lab-daemon", "2:1.0", "", 500);
        add(SUITE, HELD, "1.0", "", 500);
        add(SUITE, HELD, "1.1", "", 500);
        add(SUITE, "lab-stuck", "1.0", "", 500);
        add(SUITE, "lab-stuck", "1.1", "Depends: lab-nowhere (>= 1.0)", 500);
        add(SUITE, "lab-pillar", "1.0", "", 500);
        add(SUITE, "lab-breaker", "1.0", "", 500);
        add(SUITE, "lab-breaker", "1.1", "Breaks: lab-pillar (<= 1.0)", 500);
    }

    private void addSecurity() {
        add(SECURITY_SUITE, "lab-tool", "1.1", "Depends: lab-lib (>= 1.1)", 2000);
        add(SECURITY_SUITE, "lab-lib", "1.1", "Depends: lab-extra", 2000);
        add(SECURITY_SUITE, "lab-extra", "1.0", "", 5000);
        add(SECURITY_SUITE, "lab-bulk", "1.1", "", BULK_BYTES);
    }

    private Path deb(String suite, String name, String version) {
        return pool(suite).resolve(name + "_" + version.replace(":", "%3a") + "_" + arch + ".deb");
    }

    private Path pool(String suite) {
        return directory.resolve("pool").resolve(suite);
    }

    /** @param relation a line of the control file; empty for none */
    private void add(String suite, String name, String version, String relation, int bytes) {
        Path root = work.resolve(name + "-" + version.replace(":", "-"));
        FileTrees.write(
                root.resolve("DEBIAN/control"),
                "Package: " + name + "\nVersion: " + version + "\nArchitecture: " + arch
                        + "\nMaintainer: Fettle lab <lab@example.org>\nSection: misc\nPriority: optional\n"
                        + (relation.isEmpty() ? "" : relation + "\n")
                        + "Description: made for the lab\n",
                "rw-r--r--");
        byte[] content = new byte[bytes];
        new Random(SEED ^ (name + version).hashCode()).nextBytes(content);
        FileTrees.write(root.resolve("usr/share/" + name + "/content"), content, "rw-r--r--");
        Path deb = deb(suite, name, version);
        Tools.run("dpkg-deb", "--root-owner-group", "-Znone", "-b", root.toString(), deb.toString());
    }

    private void index(String name) {
        Path suite = directory.resolve("dists/" + name);
        Path packages = suite.resolve("main/binary-" + arch + "/Packages");
        FileTrees.directory(packages.resolveSibling(""));
        byte[] list = inDirectory("apt-ftparchive", "packages", "pool/" + name).getBytes(StandardCharsets.UTF_8);
        FileTrees.write(packages, list, "rw-r--r--");
        Path packed = packages.resolveSibling("Packages.gz");
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(packed))) {
            out.write(list);
        } catch (IOException e) {
            throw new LabException("Cannot write " + packed, e);
        }
        String release = inDirectory(
                "apt-ftparchive",
                "-o",
                "APT::FTPArchive::Release::Origin=Fettle lab",
                "-o",
                "APT::FTPArchive::Release::Label=Fettle lab",
                "-o",
                "APT::FTPArchive::Release::Suite=" + name,
                "-o",
                "APT::FTPArchive::Release::Codename=" + name,
                "-o",
                "APT::FTPArchive::Release::Components=main",
                "-o",
                "APT::FTPArchive::Release::Architectures=" + arch,
                "release",
                suite.toString());
        FileTrees.write(suite.resolve("Release"), release, "rw-r--r--");
    }

    /** @return the public key */
    private Path sign() {
        Path home = work.resolve("gnupg");
        FileTrees.directory(home);
        FileTrees.write(home.resolve("gpg.conf"), "", "rw-------");
        Tools.run("chmod", "700", home.toString());
        Path keyring = directory.resolveSibling("lab.gpg");
        try {
            gpg(home, "--quick-generate-key", "Fettle lab <lab@example.org>", "ed25519", "sign", "never");
            gpg(home, "--output", keyring.toString(), "--yes", "--export");
            for (String suite : List.of(SUITE, SECURITY_SUITE)) {
                Path signed = directory.resolve("dists").resolve(suite).resolve("InRelease");
                Path release = signed.resolveSibling("Release");
                gpg(home, "--output", signed.toString(), "--clearsign", release.toString());
            }
        } finally {
            Tools.ended(LIMIT, List.of("gpgconf", "--homedir", home.toString(), "--kill", "all"));
        }
        return keyring;
    }

    private static void gpg(Path home, String... arguments) {
        List<String> command =
                new ArrayList<>(List.of("gpg", "--homedir", home.toString(), "--batch", "--quiet", "--passphrase", ""));
        command.addAll(List.of(arguments));
        Tools.run(LIMIT, command);
    }

    /** The names in the lists are relative to the repository. */
    private String inDirectory(String... command) {
        List<String> all = new ArrayList<>(List.of("env", "-C", directory.toString()));
        all.addAll(List.of(command));
        return Tools.run(LIMIT, all);
    }
}
