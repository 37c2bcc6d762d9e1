package io.fettle.itests.bench.fleet;

/**
 * How big a fleet is measured.
 *
 * @param packages that there are to have; a computer has about a quarter of them
 * @param sqlComputers how many of them the database gets: it needs minutes for all
 * @param rounds how often what changes the whole fleet is measured
 */
record FleetSize(int computers, int packages, int advisories, int sqlComputers, int rounds, long seed) {
    /** By system properties {@code fettle.bench.…}, for a short run. */
    static FleetSize wanted() {
        int computers = Integer.getInteger("fettle.bench.computers", 100_000);
        return new FleetSize(
                computers,
                Integer.getInteger("fettle.bench.packages", 4_000),
                Integer.getInteger("fettle.bench.advisories", 2_000),
                Math.min(computers, Integer.getInteger("fettle.bench.sqlComputers", 10_000)),
                Integer.getInteger("fettle.bench.rounds", 9),
                Long.getLong("fettle.bench.seed", 1));
    }
}
