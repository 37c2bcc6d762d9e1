package io.fettle.security.pki;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.security.MovableClock;
import io.fettle.security.file.PrivateFiles;
import io.fettle.spi.health.HealthCheck.Result;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeysCheckTest {
    private final MovableClock clock = new MovableClock();

    @TempDir
    Path directory;

    @Test
    void newKeysAreReady() {
        assertThat(new KeysCheck(open(), clock).check()).isEqualTo(Result.ok());
    }

    @Test
    void serverCertificateThatEndsSoonIsReadyWithAWarning() {
        KeysCheck check = new KeysCheck(open(), clock);
        clock.advance(Duration.ofDays(340));
        Result result = check.check();
        assertThat(result.ready()).isTrue();
        assertThat(said(result)).containsExactly("security.certificate_expires_soon server");
    }

    @Test
    void serverCertificateThatEndedIsNotReady() {
        KeysCheck check = new KeysCheck(open(), clock);
        clock.advance(Duration.ofDays(366));
        Result result = check.check();
        assertThat(result.ready()).isFalse();
        assertThat(said(result)).containsExactly("security.certificate_expired server");
    }

    @Test
    void renewedCertificateIsReadyAgain() {
        FilePki pki = open();
        KeysCheck check = new KeysCheck(pki, clock);
        clock.advance(Duration.ofDays(366));
        pki.renewDue();
        assertThat(check.check()).isEqualTo(Result.ok());
    }

    @Test
    void authorityIsWarnedOfAYearAheadAndFailsWhenItHasEnded() {
        FilePki pki = open();
        KeysCheck check = new KeysCheck(pki, clock);
        clock.advance(Duration.ofDays(9 * 365 + 100));
        pki.renewDue();
        assertThat(said(check.check()))
                .contains("security.certificate_expires_soon server-ca", "security.certificate_expires_soon agents-ca");
        clock.advance(Duration.ofDays(300));
        pki.renewDue();
        assertThat(check.check().ready()).isFalse();
        assertThat(said(check.check())).contains("security.certificate_expired server-ca");
    }

    @Test
    void clockBeforeTheCertificatesIsNotReady() {
        KeysCheck check = new KeysCheck(open(), clock);
        clock.advance(Duration.ofDays(-60));
        Result result = check.check();
        assertThat(result.ready()).isFalse();
        assertThat(said(result)).contains("security.certificate_not_yet_valid server");
    }

    @Test
    void keyOfAnotherCertificateIsNotReady() throws IOException {
        open();
        Path server = directory.resolve("pki/server.pem");
        Path orders = directory.resolve("pki/orders.pem");
        Files.writeString(server, key(orders) + certificate(server));
        Result result = new KeysCheck(open(), clock).check();
        assertThat(result.ready()).isFalse();
        assertThat(said(result)).containsExactly("security.key_mismatch server");
    }

    private static String key(Path pem) throws IOException {
        String text = Files.readString(pem);
        return text.substring(text.indexOf("-----BEGIN PRIVATE KEY"), endOf(text, "-----END PRIVATE KEY-----"));
    }

    private static String certificate(Path pem) throws IOException {
        String text = Files.readString(pem);
        return text.substring(text.indexOf("-----BEGIN CERTIFICATE"), endOf(text, "-----END CERTIFICATE-----"));
    }

    private static int endOf(String text, String end) {
        return text.indexOf(end) + end.length() + 1;
    }

    private static List<String> said(Result result) {
        return result.reasons().stream()
                .map(reason -> reason.code() + ' ' + reason.parameters().get("certificate"))
                .collect(Collectors.toList());
    }

    private FilePki open() {
        return new FilePki(PrivateFiles.in(directory.resolve("pki")), Set.of("localhost"), clock, new SecureRandom());
    }
}
