package io.fettle.security.trust;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Network;
import io.fettle.security.network.NetworkSettings;
import io.fettle.security.pki.Pki;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What this server tells its computers. Thread-safe. */
@Component
public final class AnnouncedNetwork implements Network {
    private final NetworkSettings settings;
    private final KeyRegister register;
    private final byte[] root;

    @Activate
    public AnnouncedNetwork(@Reference NetworkSettings settings, @Reference KeyRegister register, @Reference Pki pki) {
        this.settings = settings;
        this.register = register;
        try {
            this.root = pki.root().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("The root certificate has no encoded form", e);
        }
    }

    @Override
    public List<String> serverAddresses() {
        return settings.serverAddresses();
    }

    @Override
    public Set<KeyId> revoked() {
        return register.revokedAndInDate();
    }

    @Override
    public byte[] rootCertificate() {
        return root.clone();
    }
}
