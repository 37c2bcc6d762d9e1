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
}
