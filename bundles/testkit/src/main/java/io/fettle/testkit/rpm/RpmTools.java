package io.fettle.testkit.rpm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** rpmbuild, createrepo_c, dnf and rpm in a directory of their own. Not thread-safe. */
public final class RpmTools {
    private static final long LIMIT_SECONDS = 180;

    private final Path home;
    private int files;

    /** @param home where they keep their files; rpm's database is in a root's {@code var/lib/rpm} */
    public RpmTools(Path home) throws IOException {
        this.home = home;
        Files.writeString(home.resolve(".rpmmacros"), "%_dbpath /var/lib/rpm\n");
    }

    /** Leaves a test out, and says so, where one of them is missing. */
    public static void assumeInstalled(String what, String... programs) {
        boolean installed = areInstalled(programs);
        if (!installed) {
            System.err.println("LEFT OUT: " + what + ", which needs " + String.join(", ", programs));
        }
        assumeTrue(installed, String.join(", ", programs) + " are not all installed");
    }

    /** Leaves a test out, and says so, where it may not install packages into a root of its own. */
    public static void assumeRoot(String what) throws IOException {
        boolean root = Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        if (!root) {
            System.err.println("LEFT OUT: " + what + ", which needs root");
        }
        assumeTrue(root, what + " needs root");
    }

    /** Leaves a test out, and says so, where dnf does not have a command of a plug-in. */
    public static void assumeDnfCommand(String what, String command) {
        boolean known = ends("dnf", command, "--help");
        if (!known) {
            System.err.println("LEFT OUT: " + what + ", which needs dnf's plug-in for " + command);
        }
        assumeTrue(known, "dnf does not know " + command);
    }

    private static boolean areInstalled(String... programs) {
        return Stream.of(programs).allMatch(program -> ends(program, "--version"));
    }

    /** Whether it can be started and ends well. */
    private static boolean ends(String... command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException absent) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Builds an empty package into a directory. @param nevra name, epoch, version, release, architecture, apart by blanks */
    public void build(Path into, String nevra, String... tags) throws IOException, InterruptedException {
        String[] part = nevra.split(" ");
        String spec = "Name: " + part[0] + "\nEpoch: " + part[1] + "\nVersion: " + part[2] + "\nRelease: " + part[3]
                + "\nSummary: s\nLicense: MIT\n" + (part[4].equals("noarch") ? "BuildArch: noarch\n" : "")
                + String.join("\n", tags) + "\n%description\nd\n%files\n";
        Path file = Files.writeString(home.resolve(part[0] + ".spec"), spec);
        run(
                "rpmbuild",
                "-bb",
                "--quiet",
                "--target",
                part[4].equals("noarch") ? "x86_64" : part[4],
                "--define",
                "_topdir " + home.resolve("build"),
                "--define",
                "_rpmdir " + into,
                "--define",
                "_rpmfilename %%{NAME}-%%{VERSION}-%%{RELEASE}.%%{ARCH}.rpm",
                "--define",
                "_build_id_links none",
                "--define",
                "debug_package %{nil}",
                file.toString());
    }

    public List<Path> packages(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".rpm")).sorted().toList();
        }
    }

    /** Output of a command that must succeed. */
    public String run(String... command) throws IOException, InterruptedException {
        return run(Set.of(), command);
    }

    /** Output of a command that may also end with one of these. */
    public String run(Set<Integer> accepted, String... command) throws IOException, InterruptedException {
        Path output = home.resolve("out-" + files++);
        Path errors = home.resolve("err-" + files);
        ProcessBuilder builder = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile());
        builder.environment().put("HOME", home.toString());
        builder.environment().put("LC_ALL", "C");
        Process process = builder.start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(List.of(command) + " does not end");
        }
        if (process.exitValue() != 0 && !accepted.contains(process.exitValue())) {
            throw new IllegalStateException(
                    List.of(command) + " answered " + process.exitValue() + ": " + Files.readString(errors));
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
