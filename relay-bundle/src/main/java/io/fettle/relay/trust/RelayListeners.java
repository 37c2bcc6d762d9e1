package io.fettle.relay.trust;

import io.fettle.member.Identity;
import io.fettle.member.PrivateDirectory;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Hashtable;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.service.cm.Configuration;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens the web container's two ports once this relay has joined: before that it has no certificate to show. Immediate:
 * nobody calls it. See ADR 3 for the container's configuration.
 */
@Component(immediate = true, service = RelayListeners.class)
public final class RelayListeners {
    private static final Logger LOG = LoggerFactory.getLogger(RelayListeners.class);
    private static final String CONTAINER = "org.ops4j.pax.web";
    private static final String KEYS = "web-keys.p12";
    private static final String TRUST = "web-trust.p12";
    private static final String ALIAS = "relay";
    private static final int PASSWORD_BYTES = 32;

    @Activate
    public RelayListeners(
            @Reference ConfigurationAdmin configurations,
            @Reference RelaySettings settings,
            @Reference Membership membership) {
        try {
            PrivateDirectory files = settings.state("listener");
            String password = password();
            write(files, membership.identity(), password);
            Configuration configuration = configurations.getConfiguration(CONTAINER, "?");
            configuration.update(new Hashtable<>(values(files, settings, password)));
            LOG.info(
                    "Listening on {}: HTTP {}, HTTPS {}",
                    settings.bindAddress(),
                    settings.httpPort(),
                    settings.httpsPort());
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot configure the listeners: nobody can reach this relay", e);
        }
    }

    /** New at every start: the stores are written anew too. */
    private static String password() {
        byte[] bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Trusts the intermediate that issues agents: it is told apart from others on every request. */
    private static void write(PrivateDirectory files, Identity identity, String password)
            throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry(
                ALIAS,
                identity.keys().getPrivate(),
                password.toCharArray(),
                identity.chain().toArray(new X509Certificate[0]));
        files.write(KEYS, bytes(keys, password));
        KeyStore trust = KeyStore.getInstance("PKCS12");
        trust.load(null, null);
        trust.setCertificateEntry("root", identity.root());
        files.write(TRUST, bytes(trust, password));
    }

    private static byte[] bytes(KeyStore store, String password) throws IOException, GeneralSecurityException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        return bytes.toByteArray();
    }

    private static Map<String, String> values(PrivateDirectory files, RelaySettings settings, String password) {
        Map<String, String> values = new TreeMap<>();
        values.put("org.osgi.service.http.enabled", "true");
        values.put("org.osgi.service.http.port", String.valueOf(settings.httpPort()));
        values.put("org.osgi.service.http.secure.enabled", "true");
        values.put("org.osgi.service.http.port.secure", String.valueOf(settings.httpsPort()));
        values.put("org.osgi.service.http.checkForwardedHeaders", "false");
        values.put("org.ops4j.pax.web.listening.addresses", settings.bindAddress());
        values.put("org.ops4j.pax.web.default.connectors", "secureDefault");
        values.put("org.ops4j.pax.web.server.showStacks", "false");
        values.put("org.ops4j.pax.web.ssl.keystore", files.file(KEYS).toString());
        values.put("org.ops4j.pax.web.ssl.keystore.type", "PKCS12");
        values.put("org.ops4j.pax.web.ssl.keystore.password", password);
        values.put("org.ops4j.pax.web.ssl.key.password", password);
        values.put("org.ops4j.pax.web.ssl.key.alias", ALIAS);
        values.put("org.ops4j.pax.web.ssl.truststore", files.file(TRUST).toString());
        values.put("org.ops4j.pax.web.ssl.truststore.type", "PKCS12");
        values.put("org.ops4j.pax.web.ssl.truststore.password", password);
        values.put("org.ops4j.pax.web.ssl.clientauth.wanted", "true");
        values.put("org.ops4j.pax.web.ssl.clientauth.needed", "false");
        values.put("org.ops4j.pax.web.ssl.protocols.included", "TLSv1.2,TLSv1.3");
        values.put("org.ops4j.pax.web.ssl.renegotiationAllowed", "false");
        return values;
    }
}
