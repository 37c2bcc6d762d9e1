package io.fettle.member;

import io.fettle.api.FettleException;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.MessageKind;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens what the server sealed for this computer. In order: it is of the kind expected; it is for this computer's key; it
 * is not out of date; the key that signed it is not revoked, is the one that {@link OrdersTrust} knows or learns from it,
 * and its chain holds; the signature holds. Thread-safe for orders; replies by one thread.
 */
public final class ServerVoice {
    private final Identity identity;
    private final OrdersTrust trust;
    private final RevokedKeys revoked;
    private final Clock clock;

    public ServerVoice(Identity identity, OrdersTrust trust, RevokedKeys revoked, Clock clock) {
        this.identity = identity;
        this.trust = trust;
        this.revoked = revoked;
        this.clock = clock;
    }

    /** @throws FettleException unless all of it is true */
    public Envelope open(byte[] bytes, MessageKind kind) {
        Envelope envelope = Envelope.parse(bytes);
        require(
                envelope.header().kind() == kind,
                MemberError.OTHER_KIND,
                "it is not a " + kind + " but a " + envelope.header().kind());
        require(
                envelope.header().addressee().equals(Optional.of(identity.keyId())),
                MemberError.FOR_SOMEBODY_ELSE,
                "it is for somebody else");
        Instant now = clock.instant();
        require(
                !now.isAfter(envelope.header().notAfter()),
                MemberError.OUT_OF_DATE,
                "it was good until " + envelope.header().notAfter());
        trust.verify(envelope, revoked.get(), now);
        return envelope;
    }

    private static void require(boolean holds, MemberError code, String why) {
        if (!holds) {
            throw new FettleException(code, "A sealed message is not taken: " + why);
        }
    }
}
