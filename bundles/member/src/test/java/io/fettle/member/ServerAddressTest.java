package io.fettle.member;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.FettleException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @ParameterizedTest
    @CsvSource({
        "localhost:8383, localhost, 8383",
        "' patch.example.com:1 ', patch.example.com, 1",
        "10.0.0.1:65535, 10.0.0.1, 65535",
        "[::1]:8383, [::1], 8383",
        "[2001:db8::1]:8383, [2001:db8::1], 8383"
    })
    void hostAndPortAreTold(String text, String host, int port) {
        ServerAddress address = ServerAddress.parse(text);
        assertThat(address).isEqualTo(new ServerAddress(host, port));
        assertThat(address.https("/x?y=1")).hasToString("https://" + host + ":" + port + "/x?y=1");
        assertThat(ServerAddress.parse(address.toString())).isEqualTo(address);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "localhost:",
                ":8383",
                "localhost:0",
                "localhost:65536",
                "localhost:99999",
                "localhost:-1",
                "::1:8383",
                "https://localhost:8383",
                "user@localhost:8383",
                "localhost:8383/path",
                "local host:8383",
                "-x:1",
                "localhost:8383\nother:1",
                "[fe80::1%eth0]:1"
            })
    void whatIsNoAddressIsRefusedWithAnExample(String text) {
        assertThatThrownBy(() -> ServerAddress.parse(text))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(MemberError.BAD_ADDRESS));
    }
}
