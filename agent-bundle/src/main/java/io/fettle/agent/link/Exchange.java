package io.fettle.agent.link;

import io.fettle.agent.link.Delivery.Delivered;
import io.fettle.agent.link.Delivery.Kept;
import io.fettle.agent.link.Delivery.TurnedAway;
import io.fettle.api.FettleException;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Refused;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.exchange.Answer.Spooled;
import io.fettle.api.trust.Signer;
import io.fettle.member.ServerAddress;
import io.fettle.member.ServerVoice;
import io.fettle.member.Transport;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Frames;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Seals letters, sends them in one request and opens the replies. Not thread-safe. */
final class Exchange {
    /** A relay may keep a check-in or an inventory while the line to the server is down; an old one is worth nothing. */
    private static final Duration GOOD_FOR = Duration.ofDays(1);
    /** An outcome is true for ever; it may wait for a server that is being rebuilt. */
    private static final Duration REPORT_GOOD_FOR = Duration.ofDays(90);
    /** A reply with some thousand packages to upgrade; it is copied a few times, and the heap has 24 MB. */
    private static final int MAX_ANSWER = 3 << 20;

    private final Signer signer;
    private final ServerVoice voice;
    private final Transport transport;
    private final Clock clock;

    Exchange(Signer signer, ServerVoice voice, Transport transport, Clock clock) {
        this.signer = signer;
        this.voice = voice;
        this.transport = transport;
        this.clock = clock;
    }

    /**
     * @return as many deliveries as letters, in the same order
     * @throws IOException where the other side cannot be reached
     * @throws FettleException where an answer is forged, replayed or malformed: then no part of it counts
     */
    List<Delivery> converse(ServerAddress path, List<Letter> letters) throws IOException {
        List<Envelope> sealed = letters.stream().map(this::seal).toList();
        byte[] body = Frames.envelopes(sealed.stream().map(Envelope::bytes).toList());
        List<Answer> answers =
                Frames.readAnswers(transport.post(path, Wire.CONVERSE, Frames.CONTENT_TYPE, body, MAX_ANSWER));
        if (answers.size() != letters.size()) {
            throw new FettleException(
                    LinkError.BAD_REPLY,
                    path + " gave " + answers.size() + " answers to " + letters.size() + " envelopes");
        }
        List<Delivery> deliveries = new ArrayList<>();
        for (int i = 0; i < answers.size(); i++) {
            deliveries.add(delivery(answers.get(i), sealed.get(i)));
        }
        return deliveries;
    }

    private Envelope seal(Letter letter) {
        Instant now = clock.instant();
        Duration goodFor = letter.kind() == MessageKind.REPORT ? REPORT_GOOD_FOR : GOOD_FOR;
        Header header = new Header(
                letter.kind(),
                signer.keyId(),
                Optional.empty(),
                signer.epoch(),
                letter.sequence(),
                now,
                now.plus(goodFor));
        return Envelope.seal(header, letter.payload(), signer);
    }

    private Delivery delivery(Answer answer, Envelope asked) {
        if (answer instanceof Replied replied) {
            return new Delivered(open(replied.envelope(), asked));
        }
        if (answer instanceof Spooled spooled) {
            return new Kept(spooled.retryAfterSeconds());
        }
        return new TurnedAway(((Refused) answer).reason());
    }

    private Reply open(byte[] bytes, Envelope asked) {
        Reply reply = Reply.decode(voice.open(bytes, MessageKind.REPLY).payload());
        if (!reply.inReplyTo().equals(asked.digest())) {
            throw new FettleException(
                    LinkError.OTHER_QUESTION, "A reply answers something else than what was said just now");
        }
        return reply;
    }
}
