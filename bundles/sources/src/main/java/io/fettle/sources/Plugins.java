package io.fettle.sources;

import io.fettle.spi.source.PatchSource;
import io.fettle.spi.source.PatchSourceFactory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * The plug-ins that are present, and what each made of the settings of a source. That is kept until settings or plug-in
 * change: reading a keyring verifies the keys' own signatures, which would be most of what a run without changes costs.
 * Thread-safe.
 */
final class Plugins {
    private final CopyOnWriteArrayList<PatchSourceFactory> present = new CopyOnWriteArrayList<>();
    private final ConcurrentMap<String, Made> madeById = new ConcurrentHashMap<>();

    void add(PatchSourceFactory factory) {
        present.add(factory);
    }

    /** Keeps nothing of it: not even its classes could be unloaded otherwise. */
    void remove(PatchSourceFactory factory) {
        present.remove(factory);
        madeById.values().removeIf(made -> made.factory() == factory);
    }

    boolean holds(PatchSourceFactory factory) {
        return present.contains(factory);
    }

    List<PatchSourceFactory> present() {
        return List.copyOf(present);
    }

    /** Of two of one kind, the first counts. */
    Optional<PatchSourceFactory> find(String kind) {
        return present.stream().filter(factory -> factory.kind().equals(kind)).findFirst();
    }

    /** @throws io.fettle.api.FettleException INVALID_SOURCE as the plug-in says */
    PatchSource of(String id, PatchSourceFactory factory, Map<String, String> settings) {
        Made made = madeById.get(id);
        if (made != null && made.fits(factory, settings)) {
            return made.source();
        }
        PatchSource source = factory.create(settings);
        keep(id, factory, settings, source);
        return source;
    }

    void keep(String id, PatchSourceFactory factory, Map<String, String> settings, PatchSource source) {
        madeById.put(id, new Made(factory, Map.copyOf(settings), source));
        if (!holds(factory)) {
            forget(id);
        }
    }

    void forget(String id) {
        madeById.remove(id);
    }

    private record Made(PatchSourceFactory factory, Map<String, String> settings, PatchSource source) {
        boolean fits(PatchSourceFactory wanted, Map<String, String> present) {
            return factory == wanted && settings.equals(present);
        }
    }
}
