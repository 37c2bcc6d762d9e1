package io.fettle.relay.trust;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Network;
import io.fettle.member.ServerAddress;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What this relay knows of the network of servers. Thread-safe. */
@Component
public final class RelayNetwork implements Network {
    private final Membership membership;
    private final RelaySettings settings;

    @Activate
    public RelayNetwork(@Reference Membership membership, @Reference RelaySettings settings) {
        this.membership = membership;
        this.settings = settings;
    }

    @Override
    public List<String> serverAddresses() {
        return settings.servers().stream().map(ServerAddress::toString).toList();
    }

    @Override
    public Set<KeyId> revoked() {
        return membership.revoked().get();
    }

    @Override
    public byte[] rootCertificate() {
        try {
            return membership.identity().root().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("A certificate without an encoded form", e);
        }
    }
}
