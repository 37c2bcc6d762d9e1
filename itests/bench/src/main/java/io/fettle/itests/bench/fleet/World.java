package io.fettle.itests.bench.fleet;

import io.fettle.api.inventory.AptRepository;
import io.fettle.api.inventory.AptSetup;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.PinRule;
import io.fettle.api.inventory.SoftwareItem;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Two releases of a distribution that exists nowhere. Three packages come from one source; one source in six saw an
 * update, a few saw many: as in a stable release, of which a lagging computer lacks a sixth. Whatever is asked, the same seed gives the same answer.
 */
final class World {
    static final List<String> RELEASES = List.of("12", "13");
    static final String URI = "http://deb.example.org/debian/";
    static final List<String> ARCHES = List.of("amd64");
    static final List<String> COMPONENTS = List.of("main");
    private static final int BINARIES_OF_A_SOURCE = 3;
    private static final int MOST_VERSIONS = 8;

    private final int packages;
    private final int[] versions;

    World(int packages, long seed) {
        this.packages = packages;
        SplittableRandom random = new SplittableRandom(seed);
        versions = new int[sources()];
        for (int source = 0; source < versions.length; source++) {
            int dice = random.nextInt(100);
            versions[source] =
                    dice < 84 ? 1 : dice < 94 ? 2 : dice < 97 ? 3 + random.nextInt(2) : 5 + random.nextInt(4);
        }
    }

    int packages() {
        return packages;
    }

    int sources() {
        return (packages + BINARIES_OF_A_SOURCE - 1) / BINARIES_OF_A_SOURCE;
    }

    /** How many versions of the source there have been so far. */
    int versions(int source) {
        return versions[source];
    }

    /** One more version of it than before. */
    void update(int source) {
        versions[source]++;
    }

    static int sourceOf(int number) {
        return number / BINARIES_OF_A_SOURCE;
    }

    static String source(int source) {
        return "source" + source;
    }

    static String name(int number) {
        return "package" + number;
    }

    static String version(int release, int level) {
        return "1." + (release + 1) + "-1+deb" + RELEASES.get(release) + "u" + level;
    }

    SoftwareItem item(int number, int release, int level) {
        String version = version(release, level);
        return new SoftwareItem("deb", name(number), version, "amd64", source(sourceOf(number)), version, MultiArch.NO);
    }

    /** A number for each version of each package, for as many versions as there may ever be. */
    int key(int number, int release, int level) {
        return (number * RELEASES.size() + release) * (MOST_VERSIONS * 2) + level;
    }

    int keys() {
        return packages * RELEASES.size() * MOST_VERSIONS * 2;
    }

    static String suite(int release, boolean security) {
        return "r" + RELEASES.get(release) + (security ? "-security" : "");
    }

    /** As most have it, one that keeps some packages back by a pin, and one that a default release is set in. */
    static List<AptSetup> setups(int release) {
        List<AptRepository> repositories = List.of(
                new AptRepository(URI, suite(release, false), COMPONENTS, ARCHES, List.of()),
                new AptRepository(URI, suite(release, true), COMPONENTS, ARCHES, List.of()));
        PinRule pin = new PinRule(List.of("package1*"), "release", "l=Security", -1);
        return List.of(
                new AptSetup(ARCHES, repositories, List.of(), Optional.empty()),
                new AptSetup(ARCHES, repositories, List.of(pin), Optional.empty()),
                new AptSetup(ARCHES, repositories, List.of(), Optional.of(suite(release, true))));
    }
}
