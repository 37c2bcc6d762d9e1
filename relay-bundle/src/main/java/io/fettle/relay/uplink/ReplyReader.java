package io.fettle.relay.uplink;

import io.fettle.api.FettleException;
import io.fettle.api.exchange.Answer;
import io.fettle.member.OrdersTrust;
import io.fettle.member.RevokedKeys;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.relay.trust.Membership;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Overhears what the server signs for agents, to learn which keys are out and
 * which certificate it signs by. Only a reply whose signature holds is believed.
 */
class ReplyReader {
    private static final Logger LOG = LoggerFactory.getLogger(ReplyReader.class);

    private final OrdersTrust trust;
    private final RevokedKeys revoked;
    private final Clock clock;

    ReplyReader(Membership membership, Clock clock) {
        this.trust = membership.trust();
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
                trust.verify(envelope, revoked.get(), clock.instant());
                revoked.replace(reply.network().get().revoked());
                trust.learn(reply.network().get().ordersChain(), revoked.get(), clock.instant());
            }
        } catch (FettleException | IllegalArgumentException e) {
            LOG.warn("A reply of the server to an agent cannot be read here: {}", e.getMessage());
        }
    }
}
