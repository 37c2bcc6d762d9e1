package io.fettle.relay.uplink;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.RefusalAudit;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Conversation;
import io.fettle.api.trust.Peer;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MalformedMessageException;
import io.fettle.protocol.MessageKind;
import io.fettle.relay.spool.Spool;
import io.fettle.relay.trust.Membership;
import io.fettle.relay.trust.RelaySettings;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Talks for the office: what agents bring at about the same time goes up in one request. While the server cannot be
 * reached, reports and inventories are kept durably and sent later; a check-in is not, since a later one replaces it.
 * Thread-safe.
 */
@Component
public final class RelayConversation implements Conversation {
    private static final Logger LOG = LoggerFactory.getLogger(RelayConversation.class);
    private static final int MAX_SPOOLED = 100_000;
    private static final long MAX_SPOOL_BYTES = 1L << 30;
    private static final int PATIENCE_SECONDS = 25;
    private static final int RETRY_SECONDS = 30;

    private final Batches batches;
    private final Spool spool;
    private final RefusalAudit refusals;

    @Activate
    public RelayConversation(
            @Reference Uplink uplink,
            @Reference Membership membership,
            @Reference RelaySettings settings,
            @Reference Audit audit) {
        this(
                new Spool(settings.state("spool"), MAX_SPOOLED, MAX_SPOOL_BYTES),
                uplink,
                new ReplyReader(membership, Clock.systemUTC()),
                audit);
    }

    RelayConversation(Spool spool, Uplink uplink, ReplyReader replies, Audit audit) {
        this.spool = spool;
        this.refusals = new RefusalAudit(audit, Clock.systemUTC());
        this.batches = new Batches(uplink, spool, replies);
    }

    @Deactivate
    void stop() {
        batches.close();
    }

    @Override
    public List<Answer> converse(Peer peer, List<byte[]> envelopes) {
        List<Letter> letters = new ArrayList<>();
        for (byte[] bytes : envelopes) {
            letters.add(open(peer, bytes));
        }
        List<byte[]> forwarded = letters.stream()
                .filter(l -> l.refusal == null)
                .map(l -> l.bytes)
                .toList();
        List<Answer> answered = forward(forwarded);
        List<Answer> answers = new ArrayList<>();
        int next = 0;
        for (Letter letter : letters) {
            answers.add(letter.refusal == null ? answered.get(next++) : letter.refusal);
        }
        return answers;
    }

    /** The server would refuse a foreign envelope too; refusing it here keeps it off the WAN. */
    private Letter open(Peer peer, byte[] bytes) {
        try {
            Envelope envelope = Envelope.parse(bytes);
            if (envelope.header().signer().equals(peer.key())) {
                return new Letter(bytes, null);
            }
            refused(peer, "envelope.foreign");
            return new Letter(bytes, new Answer.Refused(Reason.of("envelope.foreign")));
        } catch (MalformedMessageException e) {
            refused(peer, "envelope.malformed");
            return new Letter(bytes, new Answer.Refused(Reason.of("envelope.malformed")));
        }
    }

    private void refused(Peer peer, String action) {
        refusals.refused(peer.actor(), action, Map::of);
    }

    private List<Answer> forward(List<byte[]> envelopes) {
        if (envelopes.isEmpty()) {
            return List.of();
        }
        CompletableFuture<List<Answer>> answers = batches.submit(envelopes);
        try {
            return answers.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return keep(envelopes);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return keep(envelopes);
        }
    }

    private List<Answer> keep(List<byte[]> envelopes) {
        List<Answer> answers = new ArrayList<>();
        for (byte[] envelope : envelopes) {
            Header header = Envelope.parse(envelope).header();
            try {
                keep(header, envelope);
            } catch (FettleException | UncheckedIOException e) { // the agent keeps its copy and comes again
                LOG.warn("A {} is not kept here: {}", header.kind(), e.getMessage());
            }
            answers.add(new Answer.Spooled(RETRY_SECONDS));
        }
        return answers;
    }

    /**
     * An agent that comes again seals the same report anew, under its number; the first one keeps its place. An inventory
     * says all that an older one says, since each builds on the last that the server has.
     */
    private void keep(Header header, byte[] envelope) {
        String sender = header.kind() + " " + header.signer() + " " + header.epoch();
        if (header.kind() == MessageKind.REPORT) {
            spool.add(named(sender + " " + header.sequence()), envelope);
        } else if (header.kind() == MessageKind.INVENTORY) {
            spool.replace(named(sender), envelope);
        }
    }

    private static Digest named(String text) {
        return Digest.of(text.getBytes(StandardCharsets.US_ASCII));
    }

    private record Letter(byte[] bytes, Answer.@org.jspecify.annotations.Nullable Refused refusal) {}
}
