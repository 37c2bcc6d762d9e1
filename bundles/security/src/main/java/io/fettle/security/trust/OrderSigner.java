package io.fettle.security.trust;

import io.fettle.api.trust.KeyId;
import io.fettle.api.trust.Signer;
import io.fettle.protocol.KeySigner;
import io.fettle.security.pki.Authority;
import io.fettle.security.pki.Identity;
import io.fettle.security.pki.Pki;
import java.security.cert.X509Certificate;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Signs with the order key. A renewal changes its certificate, not the key. Thread-safe. */
@Component
public final class OrderSigner implements Signer {
    private final Pki pki;
    private volatile Current current;

    @Activate
    public OrderSigner(@Reference Pki pki) {
        this.pki = pki;
        this.current = of(pki.orders());
    }

    @Override
    public KeyId keyId() {
        return current().signer().keyId();
    }

    @Override
    public byte[] sign(byte[] content) {
        return current().signer().sign(content);
    }

    @Override
    public List<X509Certificate> chain() {
        return current().signer().chain();
    }

    @Override
    public int epoch() {
        return current().signer().epoch();
    }

    private Current current() {
        Identity orders = pki.orders();
        Current known = current;
        if (known.orders() != orders) {
            known = of(orders);
            current = known;
        }
        return known;
    }

    private Current of(Identity orders) {
        return new Current(
                orders, new KeySigner(orders.key(), pki.chain(Authority.ORDERS, orders.certificate()), pki.epoch()));
    }

    private record Current(Identity orders, KeySigner signer) {}
}
