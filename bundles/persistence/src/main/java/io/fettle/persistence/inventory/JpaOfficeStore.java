package io.fettle.persistence.inventory;

import io.fettle.api.inventory.Relay;
import io.fettle.api.inventory.RemoteOffice;
import io.fettle.persistence.Database;
import io.fettle.spi.store.OfficeStore;
import io.fettle.spi.store.PendingChange;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Offices and relays in the database. */
@Component
public final class JpaOfficeStore implements OfficeStore {
    private static final String OFFICES = "select o from Office o order by o.name";
    private static final String RELAYS = "select r from Relay r order by r.id";

    private final Database database;

    @Activate
    public JpaOfficeStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public List<RemoteOffice> offices() {
        return database.read(em -> em.createQuery(OFFICES, OfficeEntity.class).getResultList().stream()
                .map(OfficeEntity::toOffice)
                .toList());
    }

    @Override
    public List<Relay> relays() {
        return database.read(em -> em.createQuery(RELAYS, RelayEntity.class).getResultList().stream()
                .map(RelayEntity::toRelay)
                .toList());
    }

    @Override
    public void insertOffices(List<RemoteOffice> offices, List<PendingChange> changes) {
        insert(offices.stream().map(OfficeEntity::new).toList(), changes);
    }

    @Override
    public void insertRelays(List<Relay> relays, List<PendingChange> changes) {
        insert(relays.stream().map(RelayEntity::new).toList(), changes);
    }

    private void insert(List<?> entities, List<PendingChange> changes) {
        database.write(unit -> {
            entities.forEach(unit.em()::persist);
            unit.record(changes);
        });
    }

    /** One that is not stored any more was removed meanwhile; the others still count. */
    @Override
    public void saveRelaysSeen(List<RelaySeenRow> seen) {
        database.writeGrouped(unit -> {
            for (RelaySeenRow row : seen) {
                RelayEntity relay = unit.em().find(RelayEntity.class, row.relayId());
                if (relay != null) {
                    relay.see(row);
                }
            }
        });
    }
}
