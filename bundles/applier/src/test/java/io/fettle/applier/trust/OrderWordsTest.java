package io.fettle.applier.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.protocol.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class OrderWordsTest {
    private final OrderWords rpm = OrderWords.of(Order.Kind.RPM_UPGRADE);

    @Test
    void rpmsWordsAreAllowedInOrdersForDnf() {
        assertThat(rpm.isName("NetworkManager-libnm")).isTrue();
        assertThat(rpm.isName("libstdc++")).isTrue();
        assertThat(rpm.isArch("x86_64")).isTrue();
        assertThat(rpm.isVersion("1:2.0^20260101git~rc1-3.el9_4")).isTrue();
        assertThat(rpm.isPackage("Packages/f/foo-1-1.noarch.rpm")).isTrue();
        assertThat(rpm.isList("repodata/0ab-primary.xml.zst")).isTrue();
        assertThat(rpm.isList("repodata/modules.yaml.gz")).isTrue();
        assertThat(rpm.isListArch("")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-e", "--root", "a b", "a\tb", "a/b", "foo\n", "föo"})
    void whatCouldBeAnOptionOrAFieldIsNoName(String word) {
        assertThat(rpm.isName(word)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "-1", "1-1-1", "1 -1", "a:1-1", "1-1\t", "1-$(x)"})
    void onlyVersionAndReleaseAreAVersion(String word) {
        assertThat(rpm.isVersion(word)).isFalse();
    }

    @Test
    void noWordOfTheOtherFamilyIsAllowed() {
        OrderWords deb = OrderWords.of(Order.Kind.UPGRADE);
        assertThat(deb.isPackage("pool/x.rpm")).isFalse();
        assertThat(deb.isName("NetworkManager")).isFalse();
        assertThat(deb.mayReplace()).isFalse();
        assertThat(rpm.isPackage("pool/x.deb")).isFalse();
        assertThat(rpm.isList("main/binary-amd64/Packages.xz")).isFalse();
    }
}
