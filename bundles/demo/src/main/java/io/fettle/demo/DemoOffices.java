package io.fettle.demo;

import io.fettle.api.FettleException;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.InventoryError;
import io.fettle.api.inventory.Offices;
import io.fettle.api.inventory.RelayFacts;
import io.fettle.api.inventory.RemoteOffice;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens the offices of the demo, most of them with a relay. */
final class DemoOffices {
    private static final Duration AGE = Duration.ofDays(200);
    private static final String VERSION = "0.1.0-demo";

    private final Offices offices;

    DemoOffices(Offices offices) {
        this.offices = offices;
    }

    /** @return office ids by branch; those that were there already among them */
    Map<Branch, String> open(List<Branch> branches, Caller by, Instant now) {
        Map<String, String> known = known();
        Map<Branch, String> ids = new HashMap<>();
        for (Branch branch : branches) {
            String id = known.get(branch.officeName());
            if (id == null) {
                id = create(branch, by);
            }
            ids.put(branch, id);
            if (branch.hasRelay()) {
                String relay = relayId(branch);
                offices.enrolRelay(relay, id, List.of(branch.relayName()), true, now.minus(AGE));
                offices.relaySeen(relay, now.minusSeconds(branch.number()), new RelayFacts(VERSION, Optional.empty()));
            }
        }
        return ids;
    }

    static String relayId(Branch branch) {
        return "demo-relay-" + branch.slug();
    }

    private String create(Branch branch, Caller by) {
        try {
            return offices.create(branch.officeName(), List.of(branch.network()), branch.timeZone(), by)
                    .id();
        } catch (FettleException e) {
            if (e.code() != InventoryError.OFFICE_EXISTS) {
                throw e;
            }
            // Somebody was faster, or has spelled it in other letters.
            return offices.list(Scope.all(), PageRequest.first(PageRequest.MAX_LIMIT)).items().stream()
                    .filter(office -> office.name().equalsIgnoreCase(branch.officeName()))
                    .findFirst()
                    .map(RemoteOffice::id)
                    .orElseThrow(() -> e);
        }
    }

    private Map<String, String> known() {
        Map<String, String> known = new HashMap<>();
        int offset = 0;
        List<RemoteOffice> some;
        do {
            some = offices.list(Scope.all(), new PageRequest(offset, PageRequest.MAX_LIMIT))
                    .items();
            some.forEach(office -> known.put(office.name(), office.id()));
            offset += some.size();
        } while (some.size() == PageRequest.MAX_LIMIT);
        return known;
    }
}
