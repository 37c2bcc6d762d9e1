package io.fettle.version;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DebianSourceTest {
    /** As they stand in the indexes of bookworm, trixie and buster. */
    @ParameterizedTest
    @CsvSource({
        "linux-signed-amd64, 6.1.192+2, 6.1.192-2, linux, 6.1.192-2",
        "linux-signed-arm64, 6.12.90+2, 6.12.90-2, linux, 6.12.90-2",
        "linux-signed-amd64, 6.5.10+1~bpo12+1, 6.5.10-1~bpo12+1, linux, 6.5.10-1~bpo12+1",
        "linux-signed-amd64, 6.12~rc3+1~exp1, 6.12~rc3-1~exp1, linux, 6.12~rc3-1~exp1",
        "linux-signed-6.12-amd64, 6.12.115+2~deb12u1, 6.12.115-2~deb12u1, linux-6.12, 6.12.115-2~deb12u1",
        "linux-signed-5.10-i386, 5.10.127+2~deb10u1, 5.10.127-2~deb10u1, linux-5.10, 5.10.127-2~deb10u1",
        "grub-efi-amd64-signed, 1+2.06+13+deb12u1, 1+2.06+13+deb12u1, grub2, 2.06-13+deb12u1",
        "grub-efi-ia32-signed, 1+2.02+dfsg1+20+deb10u4, 1+2.02+dfsg1+20+deb10u4, grub2, 2.02+dfsg1-20+deb10u4",
        "shim-signed, 1.51~1+deb12u1, 1.51~1+deb12u1+16.1-2~deb12u1, shim, 16.1-2~deb12u1",
        "shim-helpers-amd64-signed, 1+16.1+2~deb12u1, 1+16.1+2~deb12u1, shim, 16.1-2~deb12u1"
    })
    void signedPackagesAreJudgedAsWhatWasSigned(
            String source, String sourceVersion, String version, String trackedName, String trackedVersion) {
        assertThat(DebianSource.tracked(source, sourceVersion, version))
                .contains(new DebianSource(trackedName, trackedVersion));
    }

    @ParameterizedTest
    @CsvSource({
        "openssl, 3.0.22-1~deb12u2",
        "linux, 6.1.192-2",
        "linux-6.12, 6.12.107-1~deb12u1",
        "linux-base, 4.9",
        "shim, 16.1-2~deb12u1",
        "fwupd-efi, 1:1.4-1",
        "python-signedjson, 1.1.1-2",
        "libzstd, 1.5.4+dfsg2-5"
    })
    void allOthersAreThemselves(String source, String version) {
        assertThat(DebianSource.tracked(source, version, version)).contains(new DebianSource(source, version));
    }

    @Test
    void aPackageThatOnlyDependsOnTheNewestKernelIsJudgedByNothing() {
        assertThat(DebianSource.tracked("linux-latest", "105+deb10u20", "4.19+105+deb10u20"))
                .isEmpty();
    }

    @Test
    void theVersionOfARebuiltSignedKernelStaysAboveTheSignedOne() {
        DebianSource rebuilt = DebianSource.tracked("linux-signed-amd64", "6.1.192+2+b1", "6.1.192-2+b1")
                .orElseThrow();
        VersionOrder order = DpkgVersionOrder.INSTANCE;
        assertThat(order.compare(rebuilt.version(), "6.1.192-2")).isPositive();
        assertThat(order.compare(rebuilt.version(), "6.1.192-3")).isNegative();
    }
}
