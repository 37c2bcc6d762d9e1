package io.fettle.gateway;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainPortTest {
    private static final String ROOT = "/bootstrap/ca.pem";

    @TempDir
    Path directory;

    private GatewayRig rig;

    @BeforeEach
    void start() throws Exception {
        rig = new GatewayRig(directory);
    }

    @AfterEach
    void stop() throws Exception {
        rig.close();
    }

    @Test
    void anybodyGetsTheRootCertificate() throws Exception {
        HttpResponse<byte[]> response = rig.send(rig.plain(ROOT));
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(new String(response.body(), US_ASCII))
                .isEqualTo("-----BEGIN CERTIFICATE-----\n" + Base64.getEncoder().encodeToString(GatewayRig.ROOT)
                        + "\n-----END CERTIFICATE-----\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie", "X-CSRF-Token"})
    void credentialInTheClearIsRefusedAndAudited(String header) throws Exception {
        HttpResponse<byte[]> response = rig.send(rig.plain(ROOT).header(header, "secret"));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).isEmpty();
        assertThat(rig.actions()).containsExactly("credential.in_the_clear");
        assertThat(rig.audited.toString()).doesNotContain("secret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization", "Cookie", "X-CSRF-Token"})
    void credentialUnderTlsPasses(String header) throws Exception {
        assertThat(rig.send(rig.secure(ROOT).header(header, "secret")).statusCode())
                .isEqualTo(200);
        assertThat(rig.audited).isEmpty();
    }
}
