package io.fettle.security.listener;

import io.fettle.security.file.PrivateFiles;
import io.fettle.security.pki.Authority;
import io.fettle.security.pki.Identity;
import io.fettle.security.pki.Pki;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.util.Base64;

/**
 * The server's key, and whom it trusts, as the two files that the web container reads. It trusts the intermediates for
 * agents and relays, not the root: no other certificate of ours opens a door. The password is random and stays, so that a
 * start with nothing new changes nothing. Not thread-safe.
 */
final class WebKeyStores {
    private static final String PASSWORD = "web.password";
    private static final String KEYS_PREFIX = "web-keys-";
    private static final String TRUST = "web-trust.p12";
    private static final String ALIAS = "server";
    private static final int PASSWORD_BYTES = 32;

    private final PrivateFiles files;
    private final Pki pki;
    private final String password;

    WebKeyStores(PrivateFiles files, Pki pki, SecureRandom random) {
        this.files = files;
        this.pki = pki;
        if (!files.has(PASSWORD)) {
            byte[] bytes = new byte[PASSWORD_BYTES];
            random.nextBytes(bytes);
            files.write(
                    PASSWORD,
                    Base64.getUrlEncoder()
                            .withoutPadding()
                            .encodeToString(bytes)
                            .getBytes(StandardCharsets.US_ASCII));
        }
        this.password = new String(files.read(PASSWORD), StandardCharsets.US_ASCII);
    }

    String password() {
        return password;
    }

    String alias() {
        return ALIAS;
    }

    /** A renewed certificate is in another file: the container looks again only when a value changes. */
    Path keys() {
        return files.path(keysFile(pki.server()));
    }

    Path trust() {
        return files.path(TRUST);
    }

    /** Writes both files where they do not hold what they should. */
    void update() {
        Identity server = pki.server();
        String keys = keysFile(server);
        if (!holds(keys, ALIAS, server.certificate())) {
            write(
                    keys,
                    store -> store.setKeyEntry(
                            ALIAS,
                            server.key(),
                            password.toCharArray(),
                            pki.chain(Authority.SERVER, server.certificate()).toArray(Certificate[]::new)));
        }
        files.deleteOthers(KEYS_PREFIX, keys);
        Certificate agents = pki.certificate(Authority.AGENTS);
        Certificate relays = pki.certificate(Authority.RELAYS);
        if (!holds(TRUST, "agents", agents) || !holds(TRUST, "relays", relays)) {
            write(TRUST, store -> {
                store.setCertificateEntry("agents", agents);
                store.setCertificateEntry("relays", relays);
            });
        }
    }

    private static String keysFile(Identity server) {
        return KEYS_PREFIX + server.certificate().getSerialNumber().toString(16) + ".p12";
    }

    private boolean holds(String file, String alias, Certificate certificate) {
        if (!files.has(file)) {
            return false;
        }
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(files.read(file)), password.toCharArray());
            return certificate.equals(store.getCertificate(alias));
        } catch (GeneralSecurityException | IOException e) {
            return false;
        }
    }

    private void write(String file, Filling filling) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            filling.into(store);
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            store.store(bytes, password.toCharArray());
            files.write(file, bytes.toByteArray());
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException("Cannot make " + files.path(file), e);
        }
    }

    /** Puts entries into a store. */
    private interface Filling {
        void into(KeyStore store) throws GeneralSecurityException;
    }
}
