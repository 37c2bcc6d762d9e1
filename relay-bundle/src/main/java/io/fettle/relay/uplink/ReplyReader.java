package io.fettle.relay.uplink;

import io.fettle.api.FettleException;
import io.fettle.api.exchange.Answer;
import io.fettle.member.Identity;
import io.fettle.member.RevokedKeys;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.relay.trust.Membership;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Overhears what the server signs for agents, to learn which keys are out. Only a reply whose signature holds is believed.
 */
class ReplyReader {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyReader.class);

    private final Identity identity;
    private final RevokedKeys revoked;
    private final Clock clock;

    ReplyReader(Membership membership, Clock clock) {
        this.identity = membership.identity();
        this.revoked = membership.revoked();
        this.clock = clock;
    }

    void learn(Answer answer) {
        if (!(answer instanceof Answer.Replied replied)) {
            return;
        }
        try {
            Envelope envelope = Envelope.parse(replied.envelope());
            if (envelope.header().kind() != MessageKind.REPLY) {
                return;
            }
            Reply reply = Reply.decode(envelope.payload());
            if (reply.network().isPresent()
                    && !clock.instant().isAfter(envelope.header().notAfter())) {
                envelope.verify(identity.ordersKey(clock.instant()));
                revoked.replace(reply.network().get().revoked());
            }
        } catch (FettleException | IllegalArgumentException e) {
            LOG.warn("A reply of the server to an agent cannot be read here: {}", e.getMessage());
        }
    }
}
