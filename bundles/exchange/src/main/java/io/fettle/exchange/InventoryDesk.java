package io.fettle.exchange;

import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.ComputerId;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.InventoryIntake;
import io.fettle.api.inventory.InventoryIntake.Reported;
import io.fettle.protocol.InventoryMessage;
import io.fettle.protocol.MalformedMessageException;
import io.fettle.protocol.Reply.InventoryWish;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes the inventories of one call, with as few commits as there are inventories of one computer. Thread-safe. */
@Component(service = InventoryDesk.class)
public final class InventoryDesk {
    private final InventoryIntake intake;
    private final Computers computers;
    private final Clock clock;
    private final Counting counting = new Counting();

    /** @param refusal why it had no effect; empty where it is the acknowledged one now */
    record Result(InventoryWish wish, Optional<Reason> refusal) {}

    @Activate
    public InventoryDesk(@Reference InventoryIntake intake, @Reference Computers computers) {
        this(intake, computers, Clock.systemUTC());
    }

    InventoryDesk(InventoryIntake intake, Computers computers, Clock clock) {
        this.intake = intake;
        this.computers = computers;
        this.clock = clock;
    }

    void seen(ComputerId computer, String via) {
        intake.seen(computer, clock.instant(), via);
    }

    Map<Opened, Result> accept(List<Opened> inventories) {
        Map<Opened, Result> results = new HashMap<>();
        List<Opened> rest = inventories;
        while (!rest.isEmpty()) {
            // One of each computer at a time: the second may build on the first.
            Map<ComputerId, Opened> round = new LinkedHashMap<>();
            List<Opened> later = new ArrayList<>();
            for (Opened opened : rest) {
                if (round.putIfAbsent(opened.computer(), opened) != null) {
                    later.add(opened);
                }
            }
            accept(round, results);
            rest = later;
        }
        return results;
    }

    private void accept(Map<ComputerId, Opened> round, Map<Opened, Result> results) {
        Map<ComputerId, Reported> reported = new LinkedHashMap<>();
        round.forEach((computer, opened) -> {
            try {
                InventoryMessage message =
                        InventoryMessage.decode(opened.envelope().payload());
                if (intake.acknowledged(computer).equals(Optional.of(message.digest()))) {
                    counting.advance(opened.envelope().header());
                    results.put(opened, new Result(InventoryWish.NONE, Optional.empty()));
                } else if (isStale(opened)) {
                    results.put(opened, refused("inventory.stale"));
                } else {
                    reported.put(
                            computer, new Reported(message.resolve(here(computer)), message.digest(), clock.instant()));
                }
            } catch (MalformedMessageException e) {
                results.put(opened, refused("inventory.unusable"));
            }
        });
        Map<ComputerId, Reason> refusals = reported.isEmpty() ? Map.of() : intake.accept(reported);
        reported.keySet().forEach(computer -> {
            Optional<Reason> refusal = Optional.ofNullable(refusals.get(computer));
            results.put(
                    round.get(computer),
                    new Result(refusal.isPresent() ? InventoryWish.WHOLE : InventoryWish.NONE, refusal));
        });
    }

    private Optional<InventoryMessage.Named> here(ComputerId computer) {
        return intake.acknowledged(computer)
                .flatMap(digest -> intake.current(computer).map(now -> new InventoryMessage.Named(digest, now)));
    }

    /** An older inventory must not take the place of a newer one: by its number, and by its time after a restart. */
    private boolean isStale(Opened opened) {
        Instant issuedAt = opened.envelope().header().issuedAt();
        boolean older = computers
                .find(opened.computer(), Scope.all())
                .flatMap(Computer::inventoryAt)
                .filter(at -> issuedAt.plus(Admission.TOLERANCE).isBefore(at))
                .isPresent();
        return !counting.advance(opened.envelope().header()) || older;
    }

    private static Result refused(String code) {
        return new Result(InventoryWish.WHOLE, Optional.of(Reason.of(code)));
    }
}
