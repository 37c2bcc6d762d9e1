package io.fettle.agent;

import io.fettle.agent.link.Contents.Altered;
import io.fettle.agent.link.LinkError;
import io.fettle.agent.link.ReportSpool;
import io.fettle.agent.stage.StageError;
import io.fettle.api.Digest;
import io.fettle.api.ErrorCode;
import io.fettle.api.FettleException;
import io.fettle.api.Reason;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.member.MemberError;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.ProtocolError;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells the server what this computer refused: the first ones of an hour one by one, of the others their number once the
 * hour is over and the server has everything told so far. So a flood of forged orders is no flood of reports, and while the
 * server is away there are never more than a few. What is refused is not believed in what it names either: it is told by
 * its digest, and by its number only where the server's signature on it holds. The numbers are in memory; what is told is
 * durable. Not thread-safe.
 */
final class Refusals {
    static final int ONE_BY_ONE = 3;
    static final Duration SPAN = Duration.ofHours(1);

    private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);
    private static final String NOT_TAKEN = "not_taken";
    private static final Map<ErrorCode, String> WORDS = Map.ofEntries(
            Map.entry(ProtocolError.MALFORMED_MESSAGE, "malformed"),
            Map.entry(ProtocolError.NOT_UNDERSTOOD, "not_understood"),
            Map.entry(ProtocolError.BAD_SIGNATURE, "forged"),
            Map.entry(MemberError.NOT_FROM_OUR_SERVER, "forged"),
            Map.entry(MemberError.UNTRUSTED_CHAIN, "forged"),
            Map.entry(MemberError.OTHER_KIND, "wrong_kind"),
            Map.entry(MemberError.FOR_SOMEBODY_ELSE, "redirected"),
            Map.entry(MemberError.OUT_OF_DATE, "expired"),
            Map.entry(StageError.OLD_ORDER, "replayed"),
            Map.entry(LinkError.OTHER_QUESTION, "replayed"),
            Map.entry(StageError.BAD_ORDER, "not_allowed"));

    private final ReportSpool reports;
    private final Clock clock;
    private final Map<String, Integer> more = new TreeMap<>();
    private int told;
    private Instant since = Instant.MIN;

    Refusals(ReportSpool reports, Clock clock) {
        this.reports = reports;
        this.clock = clock;
    }

    /** A sealed order had no effect. */
    void order(byte[] sealedOrder, FettleException why) {
        Map<String, String> facts = new TreeMap<>();
        facts.put("digest", Digest.of(sealedOrder).hex());
        facts.put("why", String.valueOf(why.getMessage()));
        // By then the signature held.
        if (why.code() == StageError.OLD_ORDER || why.code() == StageError.BAD_ORDER) {
            facts.put(
                    "sequence",
                    Long.toString(Envelope.parse(sealedOrder).header().sequence()));
        }
        tell("order." + word(why).orElse(NOT_TAKEN), facts);
    }

    /**
     * A reply had no effect, and nothing that came in it. Passes over whatever else can go wrong in a conversation, and over
     * a reply that is merely late: a line is slow, a computer sleeps.
     */
    void reply(FettleException why) {
        if (why.code() != MemberError.OUT_OF_DATE) {
            word(why).ifPresent(word -> tell("reply." + word, Map.of("why", String.valueOf(why.getMessage()))));
        }
    }

    /** Somebody delivered other content than he was asked for. */
    void content(Altered altered) {
        tell(
                "content.altered",
                Map.of("digest", altered.digest().hex(), "from", altered.from().toString()));
    }

    /** Tells the number of what was left out, when it is time for that. */
    void tick() {
        boolean over = told > 0 && !clock.instant().isBefore(since.plus(SPAN)) && reports.isEmpty();
        if (!over) {
            return;
        }
        told = 0;
        if (!more.isEmpty()) {
            report(more.entrySet().stream()
                    .map(left -> Reason.of(left.getKey(), "count", Integer.toString(left.getValue())))
                    .toList());
            more.clear();
        }
    }

    private void tell(String code, Map<String, String> facts) {
        tick();
        if (told < ONE_BY_ONE) {
            report(List.of(new Reason(code, facts)));
        } else {
            more.merge(code, 1, Integer::sum);
        }
    }

    private void report(List<Reason> reasons) {
        if (told == 0) {
            since = clock.instant();
        }
        told++;
        try {
            reports.add(new TaskReport(TaskReport.NO_TASK, TaskState.SKIPPED, clock.instant(), reasons, List.of()));
        } catch (FettleException e) {
            LOG.warn("The server cannot be told of what was refused: {}", e.getMessage());
        }
    }

    private static Optional<String> word(FettleException why) {
        return Optional.ofNullable(WORDS.get(why.code()));
    }
}
