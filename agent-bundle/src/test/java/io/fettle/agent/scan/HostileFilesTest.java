package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.inventory.Inventory;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.fuzz.Meter;
import io.fettle.fuzz.RepeatedBytes;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files and words of an operating system that is broken, or in hands that mean no good. */
class HostileFilesTest {
    private static final String PACKAGE =
            "Package: a\nStatus: install ok installed\nArchitecture: amd64\nVersion: 1\n\n";
    /** The agent lives in 24 MiB. */
    private static final long LITTLE = 8L << 20;

    @TempDir
    Path root;

    @Test
    @Fuzzes({DpkgStatus.class, BoundedLines.class})
    void dpkgsStatusIsReadOrRefused() {
        Path status = root.resolve("status");
        Fuzz.of("dpkg status", PACKAGE + PACKAGE.replace(": a", ": b") + "Source: c (2)\nMulti-Arch: same\n")
                .declares(FettleException.class)
                .lenient()
                .sparingly()
                .check(input -> DpkgStatus.read(Files.write(status, input)));
    }

    @Test
    void aLineOfTheStatusThatDoesNotEndIsNotReadToItsEnd() throws IOException {
        Path status = write("status", new RepeatedBytes(PACKAGE + "X: ", n -> "x".repeat(1 << 16), 800, ""));
        Meter meter = Meter.start();
        assertThatThrownBy(() -> DpkgStatus.read(status))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("A line has over 1048576 bytes");
        assertThat(meter.allocatedBytes()).isLessThan(LITTLE);
    }

    @Test
    void aMillionPackagesAreRefused() throws IOException {
        Path status = write("status", new RepeatedBytes("", n -> PACKAGE.replace(": a", ": a" + n), 1_000_000, ""));
        assertThatThrownBy(() -> DpkgStatus.read(status))
                .isInstanceOf(FettleException.class)
                .hasMessageContaining("over " + Inventory.MAX_PACKAGES + " packages");
    }

    @Test
    @Fuzzes(Preferences.class)
    void preferencesAreReadAsFarAsTheyGo() {
        Path file = root.resolve("preferences");
        Fuzz.of(
                        "preferences",
                        "Package: a b\n c\nPin: release o=Debian\nPin-Priority: -10\n\nPackage: *\nPin: version 1*\n")
                .lenient()
                .sparingly()
                .check(input -> {
                    Files.write(file, input);
                    assertThat(Preferences.read(root)).hasSizeLessThanOrEqualTo(2000);
                });
    }

    @Test
    @Fuzzes({FactsReader.class, TextFiles.class, LevelFile.class})
    void whatAComputerSaysOfItselfIsReadAsFarAsItGoes() throws IOException {
        Path release = Files.createDirectories(root.resolve("etc")).resolve("os-release");
        Path proc = Files.createDirectories(root.resolve("proc/sys/kernel"));
        Path arch = Files.createDirectories(root.resolve("var/lib/dpkg")).resolve("arch");
        FactsReader facts = new FactsReader(root, new LevelFile(root, 0), "0");
        Fuzz.of("os-release", "ID=debian\nVERSION_ID=\"12\"\n# x\nPRETTY_NAME='Debian GNU/Linux'\nbtime 1700000000\n")
                .lenient()
                .sparingly()
                .within(64 << 20)
                .check(input -> {
                    for (Path file : List.of(
                            release,
                            arch,
                            root.resolve("proc/stat"),
                            proc.resolve("osrelease"),
                            proc.resolve("hostname"))) {
                        Files.write(file, input);
                    }
                    facts.read(List.of());
                    facts.bootedAt();
                });
    }

    @Test
    @Fuzzes(SimulatedRun.class)
    void aptsWordsAreReadAsFarAsTheyGo() {
        Fuzz.of(
                        "dry run",
                        "The following packages have been kept back:\n  a b:i386\n"
                                + "Inst libc6 [2.36-9] (2.36-10 Debian:12/stable [amd64]) []\nInst new (1 x [all])\nRemv old [1]\n"
                                + "The following upgrades have been deferred due to phasing:\n  c\n")
                .lenient()
                .within(32 << 20)
                .check(input -> SimulatedRun.parse(new String(input, StandardCharsets.UTF_8)));
    }

    @Test
    @Fuzzes(ListManifest.class)
    void theManifestIsReadAsFarAsItGoes() {
        PrivateDirectory directory = PrivateDirectory.at(root);
        Digest digest = Digest.of(new byte[0]);
        Fuzz.of("list manifest", digest + " a_Packages\n" + digest + " b_Packages\n")
                .lenient()
                .sparingly()
                .check(input -> {
                    Files.write(root.resolve("manifest"), input);
                    ListManifest.read(directory).says("a_Packages", digest);
                });
    }

    private Path write(String name, InputStream content) throws IOException {
        Path file = root.resolve(name);
        try (content) {
            Files.copy(content, file);
        }
        return file;
    }
}
