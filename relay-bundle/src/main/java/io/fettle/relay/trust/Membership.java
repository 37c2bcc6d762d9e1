package io.fettle.relay.trust;

import io.fettle.member.Identity;
import io.fettle.member.OrdersTrust;
import io.fettle.member.RevokedKeys;
import io.fettle.member.TlsContexts;
import javax.net.ssl.SSLContext;

/** What this relay has once it joined; a service of this bundle alone, so everything that needs it waits for it. */
public record Membership(Identity identity, OrdersTrust trust, RevokedKeys revoked, SSLContext uplinkTls) {
    static Membership of(Identity identity, OrdersTrust trust, RevokedKeys revoked) {
        return new Membership(identity, trust, revoked, TlsContexts.of(identity, revoked));
    }
}
