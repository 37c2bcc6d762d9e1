package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FactsReaderTest {
    @TempDir
    Path root;

    private final List<InstalledPackage> packages = new ArrayList<>();
    private int me;

    @BeforeEach
    void makeComputer() throws IOException {
        me = (int) Files.getAttribute(root, "unix:uid");
        write("proc/sys/kernel/hostname", "pc1\n");
        write("proc/sys/kernel/osrelease", "6.1.0-18-amd64\n");
        write("etc/os-release", "ID=debian\nVERSION_ID=\"12\"\nVERSION_CODENAME=bookworm\nPRETTY_NAME=\"Debian 12\"\n");
        install("dpkg");
    }

    @Test
    void factsAreRead() {
        ComputerFacts facts = read();
        assertThat(facts.hostname()).isEqualTo("pc1");
        assertThat(facts.osId()).isEqualTo("debian");
        assertThat(facts.osVersion()).isEqualTo("12");
        assertThat(facts.osName()).isEqualTo("Debian 12");
        assertThat(facts.architectures()).containsExactly("amd64");
        assertThat(facts.rebootRequired()).isFalse();
    }

    @Test
    void theLastDayOfSupportIsReadWhereItIsOne() throws IOException {
        assertThat(read().supportEnd()).isEmpty();
        write("etc/os-release", "ID=fedora\nVERSION_ID=43\nSUPPORT_END=2026-12-02\n");
        assertThat(read().supportEnd()).contains(LocalDate.parse("2026-12-02"));
        write("etc/os-release", "ID=fedora\nVERSION_ID=43\nSUPPORT_END=\"soon\"\n");
        assertThat(read().supportEnd()).isEmpty();
        write("etc/os-release", "ID=fedora\nVERSION_ID=43\nSUPPORT_END=0001-01-01\n");
        assertThat(read().supportEnd()).isEmpty();
    }

    @Test
    void foreignArchitecturesFollowTheNativeOne() throws IOException {
        write("var/lib/dpkg/arch", "amd64\ni386\n");
        assertThat(read().architectures()).containsExactly("amd64", "i386");
    }

    @Test
    void newerKernelAsksForAReboot() throws IOException {
        kernel("6.1.0-18-amd64");
        kernel("6.1.0-9-amd64");
        kernel("6.1.0-21-amd64");
        assertThat(read().newestKernel()).contains("6.1.0-21-amd64");
        assertThat(read().rebootRequired()).isTrue();
    }

    @Test
    void newerKernelOfAnotherFlavourAsksForNone() throws IOException {
        kernel("6.1.0-18-amd64");
        kernel("6.1.0-21-rt-amd64");
        assertThat(read().newestKernel()).contains("6.1.0-18-amd64");
        assertThat(read().rebootRequired()).isFalse();
    }

    @Test
    void kernelOfNoPackageIsNotOutdated() throws IOException {
        kernel("6.9.0-1-amd64");
        assertThat(read().newestKernel()).isEmpty();
        assertThat(read().rebootRequired()).isFalse();
    }

    @Test
    void fileOfAHookAsksForAReboot() throws IOException {
        write("run/reboot-required", "");
        assertThat(read().rebootRequired()).isTrue();
    }

    @Test
    void levelCountsFromAFileOfItsOwner() throws IOException {
        assertThat(read().level()).isEqualTo(Level.L0);
        level("L1\n", "rw-r--r--");
        assertThat(read().level()).isEqualTo(Level.L1);
    }

    @Test
    void levelThatOthersCouldWriteDoesNotCount() throws IOException {
        level("L1\n", "rw-rw-r--");
        assertThat(read().level()).isEqualTo(Level.L0);
        level("L1\n", "rw-r--r--");
        Files.setPosixFilePermissions(root.resolve("etc/fettle"), PosixFilePermissions.fromString("rwxrwxrwx"));
        assertThat(read().level()).isEqualTo(Level.L0);
    }

    @Test
    void levelOfAnotherOwnerOrBehindALinkDoesNotCount() throws IOException {
        level("L4\n", "rw-r--r--");
        assertThat(new LevelFile(root, me + 1).read()).isEqualTo(Level.L0);
        Files.move(root.resolve("etc/fettle/level"), root.resolve("etc/fettle/other"));
        Files.createSymbolicLink(root.resolve("etc/fettle/level"), root.resolve("etc/fettle/other"));
        assertThat(read().level()).isEqualTo(Level.L0);
    }

    @Test
    void wordsThatAreNoLevelDoNotCount() throws IOException {
        level("L1 please\n", "rw-r--r--");
        assertThat(read().level()).isEqualTo(Level.L0);
    }

    private ComputerFacts read() {
        return new FactsReader(root, new LevelFile(root, me), "1").read(packages);
    }

    private void kernel(String release) throws IOException {
        install("linux-image-" + release);
        write("boot/vmlinuz-" + release, "");
    }

    private void install(String name) {
        packages.add(new InstalledPackage(new SoftwareItem("deb", name, "1", "amd64", name, "1", MultiArch.NO), false));
    }

    private void level(String text, String mode) throws IOException {
        write("etc/fettle/level", text);
        Files.setPosixFilePermissions(root.resolve("etc/fettle"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(root.resolve("etc/fettle/level"), PosixFilePermissions.fromString(mode));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }
}
