package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.Relations;
import io.fettle.api.inventory.Want;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DpkgStatusTest {
    @TempDir
    Path temp;

    @Test
    void whatIsThereIsReadWithItsSource() throws IOException {
        List<InstalledPackage> packages = read("""
                Package: libssl3
                Status: install ok installed
                Architecture: amd64
                Multi-Arch: same
                Source: openssl (3.0.11-1)
                Version: 3.0.11-1+b2
                Description: library
                 Version: 9 is not a field, this line goes on
                """);
        InstalledPackage libssl = packages.get(0);
        assertThat(libssl.item().name()).isEqualTo("libssl3");
        assertThat(libssl.item().version()).isEqualTo("3.0.11-1+b2");
        assertThat(libssl.item().sourceName()).isEqualTo("openssl");
        assertThat(libssl.item().sourceVersion()).isEqualTo("3.0.11-1");
        assertThat(libssl.item().multiArch()).isEqualTo(MultiArch.SAME);
        assertThat(libssl.held()).isFalse();
    }

    @Test
    void whatAPackageSaysOfOthersIsRead() throws IOException {
        Relations relations = read(stanza("postfix", "install ok installed")
                        + "Depends: libc6 (>= 2.34), adduser | systemd\nSuggests: x\nProvides: mta (= 1)\n")
                .get(0)
                .item()
                .relations();
        assertThat(relations)
                .isEqualTo(Relations.of(Map.of(
                        Relations.Kind.DEPENDS, "libc6 (>= 2.34), adduser | systemd",
                        Relations.Kind.PROVIDES, "mta (= 1)")));
    }

    @Test
    void aPackageThatSaysNothingIsKnownToSayNothing() throws IOException {
        assertThat(read(stanza("bash", "install ok installed")).get(0).item().relations())
                .isEqualTo(Relations.NONE);
    }

    @Test
    void whatThereIsNoRoomForIsLeftOutAndTheRestIsTold() throws IOException {
        String endless = "Depends: " + "x".repeat(Inventory.MAX_RELATIONS) + "\n";
        String odd = "Depends: lib\u00e9\n";
        assertThat(read(stanza("a", "install ok installed") + endless + "\n"
                        + stanza("b", "install ok installed") + odd + "\n"
                        + stanza("c", "install ok installed") + "Depends: d\n"))
                .extracting(p -> p.item().relations())
                .containsExactly(
                        Relations.UNKNOWN, Relations.UNKNOWN, Relations.of(Map.of(Relations.Kind.DEPENDS, "d")));
    }

    @Test
    void packageWithoutSourceIsItsOwn() throws IOException {
        assertThat(read(stanza("bash", "install ok installed")).get(0).item().sourceName())
                .isEqualTo("bash");
    }

    @Test
    void leftConfigurationIsNoPackage() throws IOException {
        assertThat(read(stanza("gone", "deinstall ok config-files") + "\n"
                        + stanza("never", "unknown ok not-installed")))
                .isEmpty();
    }

    @Test
    void brokenPackageIsStillThere() throws IOException {
        assertThat(read(stanza("half", "install ok half-configured"))).hasSize(1);
    }

    @Test
    void heldPackageIsMarked() throws IOException {
        assertThat(read(stanza("sudo", "hold ok installed")).get(0).held()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"install,INSTALL", "hold,HOLD", "deinstall,DEINSTALL", "purge,PURGE", "unknown,UNKNOWN", "maybe,UNKNOWN"
    })
    void selectionIsCarried(String selection, Want want) throws IOException {
        assertThat(read(stanza("sudo", selection + " ok installed")).get(0).want())
                .isEqualTo(want);
    }

    @ParameterizedTest
    @CsvSource({"deinstall ok config-files", "install ok config-files", "purge ok not-installed"})
    void whatLeftOnlyItsConfigurationIsNotInstalled(String status) throws IOException {
        assertThat(read(stanza("gone", status))).isEmpty();
    }

    @Test
    void bothArchitecturesOfAPackageAreThere() throws IOException {
        String foreign = stanza("libc6", "install ok installed").replace("amd64", "i386");
        assertThat(read(stanza("libc6", "install ok installed") + "\n" + foreign))
                .extracting(p -> p.item().arch())
                .containsExactly("amd64", "i386");
    }

    private List<InstalledPackage> read(String text) throws IOException {
        return DpkgStatus.read(Files.writeString(temp.resolve("status"), text));
    }

    private static String stanza(String name, String status) {
        return "Package: " + name + "\nStatus: " + status + "\nArchitecture: amd64\nVersion: 1\n";
    }
}
