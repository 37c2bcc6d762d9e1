package io.fettle.exchange;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.deployment.Outcomes;
import io.fettle.api.inventory.InventoryIntake;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.trust.AgentKeys;
import io.fettle.protocol.CheckIn;
import io.fettle.protocol.Reply;
import io.fettle.protocol.Reply.InventoryWish;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Composes the signed replies. Thread-safe. */
@Component(service = Replies.class)
@Designate(ocd = ExchangeConfig.class)
public final class Replies {
    private static final int SHORTEST = 60;
    private static final int LONGEST = 86_400;

    private final Seals seals;
    private final Suites suites;
    private final Announcements announcements;
    private final InventoryIntake inventories;
    private final Outcomes outcomes;
    private final ScanWishes wishes;
    private final int refreshSeconds;
    private final Clock clock;

    @Activate
    public Replies(
            @Reference Seals seals,
            @Reference Suites suites,
            @Reference Announcements announcements,
            @Reference InventoryIntake inventories,
            @Reference Outcomes outcomes,
            @Reference ScanWishes wishes,
            ExchangeConfig config) {
        this(seals, suites, announcements, inventories, outcomes, wishes, config.refreshSeconds(), Clock.systemUTC());
    }

    Replies(
            Seals seals,
            Suites suites,
            Announcements announcements,
            InventoryIntake inventories,
            Outcomes outcomes,
            ScanWishes wishes,
            int refreshSeconds,
            Clock clock) {
        if (refreshSeconds < SHORTEST || refreshSeconds > LONGEST) {
            throw new IllegalArgumentException(
                    "refreshSeconds is " + SHORTEST + " to " + LONGEST + ", not " + refreshSeconds);
        }
        this.seals = seals;
        this.suites = suites;
        this.announcements = announcements;
        this.inventories = inventories;
        this.outcomes = outcomes;
        this.wishes = wishes;
        this.refreshSeconds = refreshSeconds;
        this.clock = clock;
    }

    byte[] toCheckIn(Opened opened, CheckIn checkIn) {
        boolean quarantined = opened.key().state() == AgentKeys.State.QUARANTINED;
        List<byte[]> orders = quarantined ? List.of() : seals.orders(opened, checkIn.orderSequence());
        Optional<List<MirroredSuite>> changed = suites.of(opened.computer())
                .filter(selection -> !checkIn.suites().equals(Optional.of(selection.digest())))
                .map(Suites.Selection::suites);
        return seals.reply(
                opened.key().id(),
                new Reply(
                        opened.digest(),
                        clock.instant(),
                        outcomes.acknowledged(opened.computer()),
                        wish(opened, checkIn),
                        orders,
                        changed,
                        wishes.take(opened.computer()),
                        quarantined,
                        refreshSeconds,
                        announcements.to(opened.key().id()),
                        Optional.empty()));
    }

    /** To an inventory or a report. @param refusal present where it had no effect */
    byte[] toOther(Opened opened, InventoryWish wish, Optional<Reason> refusal) {
        return seals.reply(
                opened.key().id(),
                new Reply(
                        opened.digest(),
                        clock.instant(),
                        outcomes.acknowledged(opened.computer()),
                        wish,
                        List.of(),
                        Optional.empty(),
                        false,
                        opened.key().state() == AgentKeys.State.QUARANTINED,
                        refreshSeconds,
                        Optional.empty(),
                        refusal));
    }

    private InventoryWish wish(Opened opened, CheckIn checkIn) {
        Optional<Digest> here = inventories.acknowledged(opened.computer());
        if (here.isEmpty()) {
            return InventoryWish.WHOLE;
        }
        return here.equals(checkIn.inventory()) ? InventoryWish.NONE : InventoryWish.CHANGES;
    }
}
