package io.fettle.agent.scan.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.running.KernelState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KernelsTest {
    @TempDir
    Path root;

    private final List<InstalledPackage> packages = new ArrayList<>();

    @BeforeEach
    void makeComputer() throws IOException {
        runs("6.1.0-18-amd64");
        installed("linux-image-amd64", "6.1.90-1");
    }

    @Test
    void newestOfItsFlavourIsCurrent() throws IOException {
        image("6.1.0-9-amd64", "6.1.27-1");
        image("6.1.0-18-amd64", "6.1.76-1");
        assertState(KernelState.CURRENT, "6.1.0-18-amd64");
    }

    @Test
    void newerOneOfItsFlavourMakesItOutdated() throws IOException {
        image("6.1.0-18-amd64", "6.1.76-1");
        image("6.1.0-21-amd64", "6.1.90-1");
        assertState(KernelState.OUTDATED, "6.1.0-21-amd64");
    }

    @ParameterizedTest
    @ValueSource(strings = {"6.1.0-21-cloud-amd64", "6.1.0-21-rt-amd64", "6.1.0-21-amd64-dbg", "6.12.43+deb13-686"})
    void newerOneOfAnotherFlavourDoesNot(String other) throws IOException {
        image("6.1.0-18-amd64", "6.1.76-1");
        image(other, "6.1.90-1");
        assertState(KernelState.CURRENT, "6.1.0-18-amd64");
    }

    @ParameterizedTest
    @CsvSource({
        "6.1.0-18-cloud-amd64, 6.1.76-1, 6.1.0-21-cloud-amd64, 6.1.90-1",
        "6.1.0-18-rt-amd64, 6.1.76-1, 6.1.0-21-rt-amd64, 6.1.90-1",
        "6.1.0-18-amd64, 6.1.76-1, 6.12.43+deb13-amd64, 6.12.43-1",
        "6.12.41+deb13-cloud-amd64, 6.12.41-1, 6.12.43+deb13-cloud-amd64, 6.12.43-1",
        "5.10.0-28-amd64, 5.10.209-2, 6.1.0-0.deb11.17-amd64, 6.1.69-1~bpo11+1",
        "6.5.0-rc4-amd64, 6.5~rc4-1~exp1, 6.5.0-1-amd64, 6.5.3-1",
        "6.1.0-18-686-pae, 6.1.76-1, 6.1.0-21-686-pae, 6.1.90-1",
        "5.15.0-91-generic, 5.15.0-91.101, 5.15.0-101-generic, 5.15.0-101.111",
    })
    void flavoursOfAllSpellingsAreFollowed(String release, String version, String newer, String newerVersion)
            throws IOException {
        runs(release);
        image(newer, newerVersion);
        image(release, version);
        assertState(KernelState.OUTDATED, newer);
        runs(newer);
        assertState(KernelState.CURRENT, newer);
    }

    /** By text, and by the release's own numbers, it would be the other way round. */
    @Test
    void versionOfThePackageDecides() throws IOException {
        image("6.1.0-18-amd64", "6.1.76-1");
        image("6.1.0-9-amd64", "6.1.100-1");
        assertState(KernelState.OUTDATED, "6.1.0-9-amd64");
        packages.clear();
        image("6.1.0-18-amd64", "6.1.76-1");
        image("6.1.0-21-amd64", "6.1.76-1~bpo11+1");
        assertState(KernelState.CURRENT, "6.1.0-18-amd64");
    }

    @Test
    void anotherBuildOfTheSameReleaseMakesItOutdated() throws IOException {
        image("6.1.0-18-amd64", "6.1.76-2");
        write("proc/sys/kernel/version", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-1 (2024-02-01)\n");
        assertState(KernelState.OUTDATED, "6.1.0-18-amd64");
        write("proc/sys/kernel/version", "#1 SMP PREEMPT_DYNAMIC Debian 6.1.76-2 (2024-02-03)\n");
        assertState(KernelState.CURRENT, "6.1.0-18-amd64");
        write("proc/sys/kernel/version", "#1 SMP PREEMPT_DYNAMIC @0\n");
        assertState(KernelState.CURRENT, "6.1.0-18-amd64");
    }

    @Test
    void unsignedOneOwnsTheSameRelease() throws IOException {
        installed("linux-image-6.1.0-18-amd64-unsigned", "6.1.76-1");
        installed("linux-image-unsigned-6.1.0-21-amd64", "6.1.90-1");
        write("boot/vmlinux-6.1.0-21-amd64", "");
        assertState(KernelState.OUTDATED, "6.1.0-21-amd64");
    }

    @Test
    void oneThatCannotBeBootedDoesNotWait() throws IOException {
        image("6.1.0-18-amd64", "6.1.76-1");
        installed("linux-image-6.1.0-21-amd64", "6.1.90-1");
        assertState(KernelState.CURRENT, "6.1.0-18-amd64");
    }

    @Test
    void kernelOfNoPackageIsNotOutdated() throws IOException {
        runs("6.0.1-mine-amd64");
        assertThat(kernels().state()).isEqualTo(KernelState.NOT_PACKAGED);
        image("6.1.0-21-amd64", "6.1.90-1");
        assertThat(kernels().state()).isEqualTo(KernelState.NOT_PACKAGED);
        assertThat(kernels().newest()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".dockerenv", "run/.containerenv", "run/systemd/container"})
    void kernelOfAContainerIsNobodysBusinessInIt(String mark) throws IOException {
        image("6.1.0-18-amd64", "6.1.76-1");
        image("6.1.0-21-amd64", "6.1.90-1");
        write(mark, "lxc\n");
        assertThat(kernels().state()).isEqualTo(KernelState.UNKNOWN);
    }

    @Test
    void kernelThatDoesNotTellIsUnknown() throws IOException {
        Files.delete(root.resolve("proc/sys/kernel/osrelease"));
        assertThat(kernels().state()).isEqualTo(KernelState.UNKNOWN);
    }

    private void assertState(KernelState state, String newest) {
        assertThat(kernels().state()).isEqualTo(state);
        assertThat(kernels().newest()).contains(newest);
    }

    private Kernels kernels() {
        return new Kernels(root, packages);
    }

    private void runs(String release) throws IOException {
        write("proc/sys/kernel/osrelease", release + "\n");
    }

    private void image(String release, String version) throws IOException {
        installed("linux-image-" + release, version);
        write("boot/vmlinuz-" + release, "");
    }

    private void installed(String name, String version) {
        packages.add(new InstalledPackage(
                new SoftwareItem("deb", name, version, "amd64", "linux", version, MultiArch.NO), false));
    }

    private void write(String name, String text) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.writeString(root.resolve(name), text);
    }
}
