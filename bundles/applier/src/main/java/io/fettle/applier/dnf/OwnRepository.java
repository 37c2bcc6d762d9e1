package io.fettle.applier.dnf;

import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.RepositoryUri;
import java.util.List;
import java.util.stream.Stream;

/**
 * A repository that the computer's owner set up and enabled.
 *
 * @param id the section of its {@code .repo} file
 * @param metadataSigned whether its list has to be signed as well
 * @param mirrored whether its places come from a list of mirrors
 * @param places its {@code baseurl}s
 * @param keys uris of the keys that may sign it
 */
record OwnRepository(String id, boolean metadataSigned, boolean mirrored, List<String> places, List<String> keys) {
    OwnRepository {
        places = List.copyOf(places);
        keys = List.copyOf(keys);
    }

    OwnRepository(String id, boolean metadataSigned, boolean mirrored) {
        this(id, metadataSigned, mirrored, List.of(), List.of());
    }

    OwnRepository at(String place) {
        return new OwnRepository(id, metadataSigned, mirrored, plus(places, place), keys);
    }

    OwnRepository by(String key) {
        return new OwnRepository(id, metadataSigned, mirrored, places, plus(keys, key));
    }

    /** By its place; one that only has a list of mirrors by its id. */
    boolean is(MirroredSuite suite) {
        return places.isEmpty()
                ? mirrored && id.equals(suite.suite())
                : places.stream().anyMatch(uri -> RepositoryUri.normal(uri).equals(RepositoryUri.normal(suite.uri())));
    }

    private static List<String> plus(List<String> some, String one) {
        return Stream.concat(some.stream(), Stream.of(one)).toList();
    }
}
