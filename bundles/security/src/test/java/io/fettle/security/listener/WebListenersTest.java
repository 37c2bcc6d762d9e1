package io.fettle.security.listener;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.security.MovableClock;
import io.fettle.security.file.PrivateFiles;
import io.fettle.security.network.NetworkSettings;
import io.fettle.security.pki.Authority;
import io.fettle.security.pki.FilePki;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.cm.ConfigurationEvent;

class WebListenersTest {
    private static final int PATIENCE_SECONDS = 10;

    private final MovableClock clock = new MovableClock();
    private final NetworkSettings settings = new NetworkSettings(18020, 18383, "127.0.0.1", List.of(), List.of());
    private final BlockingQueue<Map<String, Object>> updates = new LinkedBlockingQueue<>();
    private volatile Hashtable<String, Object> present =
            new Hashtable<>(Map.of("org.osgi.service.http.enabled", "false"));

    @TempDir
    Path directory;

    private FilePki pki;
    private WebListeners listeners;

    @BeforeEach
    void open() {
        pki = new FilePki(
                PrivateFiles.in(directory.resolve("pki")), settings.certificateNames(), clock, new SecureRandom());
        listeners = start();
    }

    @AfterEach
    void close() throws InterruptedException {
        listeners.stop();
    }

    @Test
    void portsOpenWithOurCertificateAndTrustInAgentsAndRelaysOnly() throws Exception {
        Map<String, Object> values = nextUpdate();

        assertThat(values)
                .containsEntry("org.osgi.service.http.enabled", "true")
                .containsEntry("org.osgi.service.http.port", "18020")
                .containsEntry("org.osgi.service.http.port.secure", "18383")
                .containsEntry("org.ops4j.pax.web.listening.addresses", "127.0.0.1")
                .containsEntry("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.2,TLSv1.3")
                .containsEntry("org.ops4j.pax.web.ssl.clientauth.wanted", "true");
        assertThat(keyStore(values, "keystore").getCertificate("server"))
                .isEqualTo(pki.server().certificate());
        KeyStore trust = keyStore(values, "truststore");
        assertThat(trust.size()).isEqualTo(2);
        assertThat(trust.getCertificate("agents")).isEqualTo(pki.certificate(Authority.AGENTS));
        assertThat(trust.getCertificate("relays")).isEqualTo(pki.certificate(Authority.RELAYS));
        assertThat(settings.toString())
                .doesNotContain(String.valueOf(values.get("org.ops4j.pax.web.ssl.key.password")));
    }

    @Test
    void somebodyElsesConfigurationIsPutRight() throws Exception {
        Map<String, Object> values = nextUpdate();
        present = new Hashtable<>(Map.of("org.osgi.service.http.enabled", "false"));

        listeners.configurationEvent(event("org.ops4j.pax.web"));

        assertThat(nextUpdate()).isEqualTo(values);
    }

    @Test
    void aRestartWithNothingNewChangesNothing() throws Exception {
        nextUpdate();
        listeners.stop();
        listeners = start();

        listeners.configurationEvent(event("org.ops4j.pax.web"));
        listeners.stop();

        assertThat(updates).isEmpty();
    }

    @Test
    void aRenewedCertificateIsAnUpdateWithAnotherFile() throws Exception {
        Map<String, Object> before = nextUpdate();
        listeners.stop();
        clock.advance(Duration.ofDays(250));

        listeners.renew();

        Map<String, Object> after = nextUpdate();
        assertThat(after.get("org.ops4j.pax.web.ssl.keystore"))
                .isNotEqualTo(before.get("org.ops4j.pax.web.ssl.keystore"));
        assertThat(keyStore(after, "keystore").getCertificate("server"))
                .isEqualTo(pki.server().certificate());
        assertThat(Path.of(String.valueOf(before.get("org.ops4j.pax.web.ssl.keystore"))))
                .doesNotExist();
    }

    private WebListeners start() {
        return new WebListeners(admin(), settings, pki, PrivateFiles.in(directory.resolve("listener")));
    }

    private Map<String, Object> nextUpdate() throws InterruptedException {
        Map<String, Object> update = updates.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        assertThat(update).isNotNull();
        return update;
    }

    private static KeyStore keyStore(Map<String, Object> values, String kind) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in =
                Files.newInputStream(Path.of(String.valueOf(values.get("org.ops4j.pax.web.ssl." + kind))))) {
            store.load(
                    in,
                    String.valueOf(values.get("org.ops4j.pax.web.ssl." + kind + ".password"))
                            .toCharArray());
        }
        return store;
    }

    @SuppressWarnings("unchecked")
    private ConfigurationAdmin admin() {
        Configuration configuration = fake(Configuration.class, (method, arguments) -> {
            if (method.equals("getProperties")) {
                return present;
            }
            Dictionary<String, Object> values = (Dictionary<String, Object>) arguments[0];
            Hashtable<String, Object> copy = new Hashtable<>();
            java.util.Collections.list(values.keys()).forEach(k -> copy.put(k, values.get(k)));
            present = copy;
            updates.add(Map.copyOf(copy));
            return null;
        });
        return fake(ConfigurationAdmin.class, (method, arguments) -> {
            assertThat(arguments).containsExactly("org.ops4j.pax.web", "?");
            return configuration;
        });
    }

    @SuppressWarnings("unchecked")
    private static ConfigurationEvent event(String pid) {
        return new ConfigurationEvent(
                fake(ServiceReference.class, (method, arguments) -> null), ConfigurationEvent.CM_UPDATED, null, pid);
    }

    private static <T> T fake(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) ->
                        answers.to(method.getName(), arguments == null ? new Object[0] : arguments)));
    }

    /** What a fake says. */
    private interface Answers {
        Object to(String method, Object[] arguments);
    }
}
