package io.fettle.persistence.assessment;

import io.fettle.persistence.Chunks;
import io.fettle.persistence.Database;
import io.fettle.spi.store.FirstSeenStore;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import javax.persistence.EntityManager;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Since when patches are missing, in the database. */
@Component
public final class JpaFirstSeenStore implements FirstSeenStore {
    private static final String AFTER = "select f from FirstSeen f where f.patch > :after order by f.patch";
    private static final String KNOWN = "select f.patch from FirstSeen f where f.patch in :patches";

    private static final String OFFERS_AFTER = "select o from Offered o where o.id > :after order by o.id";
    private static final String OFFERS_KNOWN = "select o.id from Offered o where o.id in :ids";

    private final Database database;

    @Activate
    public JpaFirstSeenStore(@Reference Database database) {
        this.database = database;
    }

    @Override
    public void readAll(Consumer<FirstSeen> reader) {
        Chunks.each("", this::after, FirstSeenEntity::patch, seen -> reader.accept(seen.toFirstSeen()));
    }

    private List<FirstSeenEntity> after(String patch) {
        return database.read(em -> em.createQuery(AFTER, FirstSeenEntity.class)
                .setParameter("after", patch)
                .setMaxResults(Chunks.SIZE)
                .getResultList());
    }

    @Override
    public void add(List<FirstSeen> patches) {
        database.write(unit -> {
            for (int from = 0; from < patches.size(); from += Chunks.SIZE) {
                List<FirstSeen> chunk = patches.subList(from, Math.min(patches.size(), from + Chunks.SIZE));
                Set<String> known = known(chunk, unit.em());
                chunk.stream()
                        .filter(seen -> known.add(seen.patch().value()))
                        .map(FirstSeenEntity::new)
                        .forEach(unit.em()::persist);
                unit.settle();
            }
        });
    }

    private static Set<String> known(List<FirstSeen> chunk, EntityManager em) {
        return new HashSet<>(em.createQuery(KNOWN, String.class)
                .setParameter(
                        "patches",
                        chunk.stream().map(seen -> seen.patch().value()).toList())
                .getResultList());
    }

    @Override
    public void readOffers(Consumer<Offered> reader) {
        Chunks.each("", this::offersAfter, OfferedEntity::id, offered -> reader.accept(offered.toOffered()));
    }

    private List<OfferedEntity> offersAfter(String id) {
        return database.read(em -> em.createQuery(OFFERS_AFTER, OfferedEntity.class)
                .setParameter("after", id)
                .setMaxResults(Chunks.SIZE)
                .getResultList());
    }

    @Override
    public void addOffers(List<Offered> offers) {
        database.write(unit -> Chunks.ofKeys(offers, chunk -> {
            Set<String> known = new HashSet<>(unit.em()
                    .createQuery(OFFERS_KNOWN, String.class)
                    .setParameter("ids", chunk.stream().map(OfferedEntity::id).toList())
                    .getResultList());
            chunk.stream()
                    .filter(offered -> known.add(OfferedEntity.id(offered)))
                    .map(OfferedEntity::new)
                    .forEach(unit.em()::persist);
            unit.settle();
        }));
    }
}
