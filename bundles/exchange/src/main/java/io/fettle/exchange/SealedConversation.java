package io.fettle.exchange;

import io.fettle.api.Reason;
import io.fettle.api.deployment.Outcomes;
import io.fettle.api.deployment.Outcomes.Numbered;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.exchange.Conversation;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.trust.Peer;
import io.fettle.api.trust.PeerRole;
import io.fettle.protocol.CheckIn;
import io.fettle.protocol.Header;
import io.fettle.protocol.MalformedMessageException;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Reply.InventoryWish;
import io.fettle.protocol.ReportCodec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The server's conversation. All inventories of a call are durable with one commit, then all reports with another; only
 * then replies are signed. Thread-safe.
 */
@Component(service = Conversation.class, property = "fettle.side=server")
public final class SealedConversation implements Conversation {
    private static final Reason MALFORMED = Reason.of("envelope.malformed_payload");
    private static final Reason REPLAYED = Reason.of("envelope.replayed");

    private final Admission admission;
    private final InventoryDesk inventoryDesk;
    private final Outcomes outcomes;
    private final Replies replies;
    private final RelayPresence relays;

    @Activate
    public SealedConversation(
            @Reference Admission admission,
            @Reference InventoryDesk inventoryDesk,
            @Reference Outcomes outcomes,
            @Reference Replies replies,
            @Reference RelayPresence relays) {
        this.admission = admission;
        this.inventoryDesk = inventoryDesk;
        this.outcomes = outcomes;
        this.replies = replies;
        this.relays = relays;
    }

    @Override
    public List<Answer> converse(Peer peer, List<byte[]> envelopes) {
        if (envelopes.size() > MAX_ENVELOPES) {
            throw new MalformedMessageException("A call has at most " + MAX_ENVELOPES + " envelopes");
        }
        Answer[] answers = new Answer[envelopes.size()];
        Map<Integer, Opened> opened = new HashMap<>();
        for (int i = 0; i < answers.length; i++) {
            int at = i;
            admission
                    .open(peer, envelopes.get(i), refused -> answers[at] = refused)
                    .ifPresent(envelope -> opened.put(at, envelope));
        }
        hear(peer, opened);
        Map<Opened, InventoryDesk.Result> inventories = inventoryDesk.accept(ofKind(opened, MessageKind.INVENTORY));
        Set<Opened> malformed = takeReports(peer, ofKind(opened, MessageKind.REPORT));
        for (int i = 0; i < answers.length; i++) {
            Opened envelope = opened.get(i);
            if (envelope != null) {
                answers[i] = answer(peer, envelope, inventories, malformed);
            }
        }
        return Arrays.asList(answers);
    }

    private void hear(Peer peer, Map<Integer, Opened> opened) {
        relays.heard(peer, RelayFacts.NONE);
        String via = peer.role() == PeerRole.RELAY ? peer.id() : "direct";
        Set<ComputerId> computers = new HashSet<>();
        opened.values().forEach(envelope -> computers.add(envelope.computer()));
        computers.forEach(computer -> inventoryDesk.seen(computer, via));
    }

    /** @return those whose content cannot be read */
    private Set<Opened> takeReports(Peer peer, List<Opened> reports) {
        Set<Opened> malformed = new HashSet<>();
        List<Numbered> numbered = new ArrayList<>();
        for (Opened opened : reports) {
            noteReplay(peer, opened);
            TaskReport report;
            try {
                report = ReportCodec.decode(opened.envelope().payload());
            } catch (MalformedMessageException e) {
                admission.refuse(peer, opened, MALFORMED);
                malformed.add(opened);
                // Its number has to be counted, or the computer's later reports would wait behind it for ever.
                report = unreadable(opened.envelope().header());
            }
            numbered.add(
                    new Numbered(opened.computer(), opened.envelope().header().sequence(), report));
        }
        if (!numbered.isEmpty()) {
            outcomes.accept(numbered);
        }
        return malformed;
    }

    /**
     * A report that was taken before has no effect, and its sender is told so as he was then: he may not have heard it. That
     * it came again is in the audit, because whoever passes it on may mean harm.
     */
    private void noteReplay(Peer peer, Opened report) {
        if (report.envelope().header().sequence() <= outcomes.acknowledged(report.computer())) {
            admission.refuse(peer, report, REPLAYED);
        }
    }

    private static TaskReport unreadable(Header header) {
        return new TaskReport("unreadable", TaskState.FAILED, header.issuedAt(), List.of(MALFORMED), List.of());
    }

    private Answer answer(
            Peer peer, Opened opened, Map<Opened, InventoryDesk.Result> inventories, Set<Opened> malformed) {
        return switch (opened.envelope().header().kind()) {
            case CHECK_IN -> toCheckIn(peer, opened);
            case INVENTORY -> {
                InventoryDesk.Result result =
                        Optional.ofNullable(inventories.get(opened)).orElseThrow();
                yield new Replied(replies.toOther(opened, result.wish(), result.refusal()));
            }
            case REPORT ->
                new Replied(replies.toOther(
                        opened,
                        InventoryWish.NONE,
                        malformed.contains(opened) ? Optional.of(MALFORMED) : Optional.empty()));
            case REPLY, ORDER -> throw new IllegalStateException("Admission lets no reply or order pass");
        };
    }

    private Answer toCheckIn(Peer peer, Opened opened) {
        CheckIn checkIn;
        try {
            checkIn = CheckIn.decode(opened.envelope().payload());
        } catch (MalformedMessageException e) {
            return admission.refuse(peer, opened, MALFORMED);
        }
        return admission.isFirst(opened)
                ? new Replied(replies.toCheckIn(opened, checkIn))
                : admission.refuse(peer, opened, REPLAYED);
    }

    private static List<Opened> ofKind(Map<Integer, Opened> opened, MessageKind kind) {
        return opened.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(Map.Entry::getValue)
                .filter(o -> o.envelope().header().kind() == kind)
                .toList();
    }
}
