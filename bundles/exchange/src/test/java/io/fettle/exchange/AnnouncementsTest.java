package io.fettle.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Network;
import io.fettle.api.trust.Signer;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnnouncementsTest {
    private static final String FIRST =
            "MIIBfTCCASOgAwIBAgIUQASHEQG1Mfz2BotPRU4q7kidqAowCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwIb3JkZXJzLT"
                    + "EwIBcNMjYxMTIyMTk0NjMwWhgPMjEyNjEwMjkxOTQ2MzBaMBMxETAPBgNVBAMMCG9yZGVycy0xMFkwEwYHKoZIzj0C"
                    + "AQYIKoZIzj0DAQcDQgAEAketKUoHW0y8xrV++GkSHlq9F/OSwbviZIKjWA2HjItEf2ingmL8Oq2OnnqNkiWA5eokya"
                    + "4Ze4FjCji/KjglT6NTMFEwHQYDVR0OBBYEFE+skMwyluji/6AtUggSY19b6xWpMB8GA1UdIwQYMBaAFE+skMwyluji"
                    + "/6AtUggSY19b6xWpMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSAAwRQIgH87w1+4NSeIk+mXB7rdpNsjGWx"
                    + "2t8tgAq6GJP97DJ+YCIQDXzn6Oen47phIM1d83SwIM0i04br7LdH2iSipLO2tiDQ==";
    private static final String RENEWED =
            "MIIBfjCCASOgAwIBAgIUP9eTU9qmyy8m91G0LNV3wpD9BdAwCgYIKoZIzj0EAwIwEzERMA8GA1UEAwwIb3JkZXJzLT"
                    + "IwIBcNMjYxMTIyMTk0NjMwWhgPMjEyNjEwMjkxOTQ2MzBaMBMxETAPBgNVBAMMCG9yZGVycy0yMFkwEwYHKoZIzj0C"
                    + "AQYIKoZIzj0DAQcDQgAEqaRMxPLQ4DDbbjm6VhGVkHjJYnHxoYYFQQ06ivGgO0EevecbqHQUu03VzCvWOd4p19HNqj"
                    + "1Tt/GW02bFtU57wqNTMFEwHQYDVR0OBBYEFMEJOM9LfhX4dGFMSbaQTQ56V1sbMB8GA1UdIwQYMBaAFMEJOM9LfhX4"
                    + "dGFMSbaQTQ56V1sbMA8GA1UdEwEB/wQFMAMBAf8wCgYIKoZIzj0EAwIDSQAwRgIhAPkY25WRK3KzWHbTSNAUzJDh3M"
                    + "J8agz1OBQA6olOa/jzAiEA9kuSRca+CDMJESixsBNxAZw0ZTLwLneQHqql7JvsEXo=";

    private final KeyId agent = new TestKey().keyId();
    private List<X509Certificate> chain = List.of(certificate(FIRST));
    private final Announcements announcements =
            new Announcements(new Server(), new Orders(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void aNewCertificateForOrdersIsTold() {
        assertThat(announcements.to(agent).orElseThrow().ordersChain()).containsExactly(der(FIRST));
        assertThat(announcements.to(agent)).isEmpty();
        chain = List.of(certificate(RENEWED), certificate(FIRST));
        assertThat(announcements.to(agent).orElseThrow().ordersChain()).containsExactly(der(RENEWED), der(FIRST));
        assertThat(announcements.to(agent)).isEmpty();
    }

    private static byte[] der(String base64) {
        return Base64.getDecoder().decode(base64);
    }

    private static X509Certificate certificate(String base64) {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der(base64)));
        } catch (CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static final class Server implements Network {
        @Override
        public List<String> serverAddresses() {
            return List.of("server.example.org:8383");
        }

        @Override
        public Set<KeyId> revoked() {
            return Set.of();
        }

        @Override
        public byte[] rootCertificate() {
            return new byte[0];
        }
    }

    private final class Orders implements Signer {
        @Override
        public KeyId keyId() {
            return agent;
        }

        @Override
        public byte[] sign(byte[] content) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<X509Certificate> chain() {
            return chain;
        }

        @Override
        public int epoch() {
            return 1;
        }
    }
}
