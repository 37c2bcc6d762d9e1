package io.fettle.security.trust;

import io.fettle.api.trust.Peer;
import io.fettle.api.trust.Peers;
import io.fettle.security.pki.Pki;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** A peer is who both its certificate and our own record say; where they differ, it is nobody. Thread-safe. */
@Component
public final class CertifiedPeers implements Peers {
    private static final int MAX_CHAIN = 5;

    private final ChainCheck chains;
    private final KeyRegister register;

    @Activate
    public CertifiedPeers(@Reference Pki pki, @Reference KeyRegister register) {
        this(pki, register, Clock.systemUTC());
    }

    public CertifiedPeers(Pki pki, KeyRegister register, Clock clock) {
        this.chains = new ChainCheck(pki, clock);
        this.register = register;
    }

    @Override
    public Optional<Peer> authenticate(List<X509Certificate> chain) {
        if (chain.isEmpty() || chain.size() > MAX_CHAIN) {
            return Optional.empty();
        }
        return chains.check(chain.get(0))
                .filter(said -> !register.isRevoked(said.key()))
                .filter(said -> register.find(said.key())
                        .filter(known -> known.role() == said.role())
                        .filter(known -> known.subjectId().equals(said.id()))
                        .isPresent())
                .map(said -> new Peer(said.role(), said.id(), said.key()));
    }
}
