package io.fettle.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BindAddressTest {
    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, localhost",
        "0.0.0.0, localhost",
        "::, localhost",
        "localhost, localhost",
        "127.0.0.2, 127.0.0.2",
        "192.0.2.7, 192.0.2.7",
        "patch.example.org, patch.example.org",
        "::1, [::1]",
        "2001:db8::7, [2001:db8::7]"
    })
    void serverIsReachedWhereItListens(String bind, String host) {
        assertThat(new BindAddress(bind).host()).isEqualTo(host);
    }

    @Test
    void certificateIsToldOnlyWhatItLacks() {
        assertThat(new BindAddress("127.0.0.2").publicNames()).containsExactly("127.0.0.2");
        for (String known : new String[] {"127.0.0.1", "0.0.0.0", "192.0.2.7", "patch.example.org"}) {
            assertThat(new BindAddress(known).publicNames()).as(known).isEmpty();
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void everyLoopbackAddressIsOneOfThisMachine() {
        assertThat(BindAddress.of("127.0.0.2").text()).isEqualTo("127.0.0.2");
        assertThat(BindAddress.of("127.2").text()).as("written out").isEqualTo("127.0.0.2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"203.0.113.77", "no.such.host.invalid", "", " ", "[::1]", "fe80::1%1", "127.0.0.1:8383", "-Dx=1"
            })
    void whatIsNoAddressOfThisMachineIsRefused(String given) {
        assertThatThrownBy(() -> BindAddress.of(given))
                .isInstanceOf(LauncherException.class)
                .hasMessageContaining("'" + given + "' is no address of this machine")
                .hasMessageContaining("--bind");
    }
}
