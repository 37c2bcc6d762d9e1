package io.fettle.demo;

import io.fettle.api.inventory.ComputerId;
import java.util.Optional;

/**
 * What the seed decided about one computer, without its packages. Immutable.
 *
 * @param daysBehind how long ago it was last brought up to date
 * @param reported how long ago it was last heard of, in minutes; empty where it never was
 */
record PlannedComputer(
        int number,
        ComputerId id,
        String hostname,
        Branch branch,
        Distribution distribution,
        Role role,
        boolean approved,
        int daysBehind,
        Optional<Integer> reported) {

    static PlannedComputer of(int number, long seed, java.util.List<Branch> branches) {
        Chance chance = Chance.of(seed, "computer", Integer.toString(number));
        Branch branch = Branch.of(number, branches, chance);
        Role role = Role.of(chance);
        Distribution distribution = chance.happens(70) ? Distribution.DEBIAN : Distribution.UBUNTU;
        boolean approved = !chance.happens(1);
        boolean reports = approved && !chance.happens(2);
        return new PlannedComputer(
                number,
                new ComputerId(String.format("demo-%x-%06d", seed, number)),
                String.format("%s-%s-%04d.demo.example", role.hostPrefix(), branch.slug(), number),
                branch,
                distribution,
                role,
                approved,
                daysBehind(chance),
                reports ? Optional.of(minutesSilent(chance)) : Optional.empty());
    }

    private static int daysBehind(Chance chance) {
        return switch (chance.share(25, 35, 25, 10, 5)) {
            case 0 -> 0;
            case 1 -> chance.between(1, 4);
            case 2 -> chance.between(5, 30);
            case 3 -> chance.between(31, 90);
            default -> chance.between(91, 200);
        };
    }

    /** Most were heard of within the hour, some laptops are at home, a few are in a drawer. */
    private static int minutesSilent(Chance chance) {
        return switch (chance.share(91, 5, 4)) {
            case 0 -> chance.between(0, 55);
            case 1 -> chance.between(60, 1_200);
            default -> chance.between(2 * 1_440, 70 * 1_440);
        };
    }
}
