package io.fettle.source.rpm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** rpmbuild, createrepo_c, dnf and rpm in a directory of their own. */
final class RpmTools {
    private static final long LIMIT_SECONDS = 180;

    private final Path home;
    private int files;

    RpmTools(Path home) {
        this.home = home;
    }

    /** Leaves a test out, and says so, where one of them is missing. */
    static void assumeInstalled(String what, String... programs) {
        boolean installed = areInstalled(programs);
        if (!installed) {
            System.err.println("LEFT OUT: " + what + ", which needs " + String.join(", ", programs));
        }
        assumeTrue(installed, String.join(", ", programs) + " are not all installed");
    }

    private static boolean areInstalled(String... programs) {
        for (String program : programs) {
            try {
                Process process = new ProcessBuilder(program, "--version")
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
                if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                    return false;
                }
            } catch (IOException absent) {
                return false;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    /** Builds an empty package into a directory. @param nevra name, epoch, version, release, architecture, apart by blanks */
    void build(Path into, String nevra, String... tags) throws IOException, InterruptedException {
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

    List<Path> packages(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.filter(file -> file.toString().endsWith(".rpm")).sorted().toList();
        }
    }

    /** Output of a command that must succeed. */
    String run(String... command) throws IOException, InterruptedException {
        Path output = home.resolve("out-" + files++);
        Path errors = home.resolve("err-" + files);
        Process process = new ProcessBuilder(new ArrayList<>(List.of(command)))
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(List.of(command) + " does not end");
        }
        if (process.exitValue() != 0) {
            throw new IllegalStateException(
                    List.of(command) + " answered " + process.exitValue() + ": " + Files.readString(errors));
        }
        return Files.readString(output, StandardCharsets.UTF_8);
    }
}
