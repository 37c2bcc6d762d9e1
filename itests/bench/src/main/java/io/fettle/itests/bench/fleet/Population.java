package io.fettle.itests.bench.fleet;

import io.fettle.api.inventory.AptSetup;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Computers of a world: everybody has a base, most of what its role needs, and something of its own; some are up to date,
 * some lag behind, and here and there a package differs from the rest.
 */
final class Population {
    private static final int ROLES = 8;
    private static final int OFFICES = 50;

    private final World world;
    private final long seed;
    private final MemoryFleet fleet = new MemoryFleet();
    private final int[] itemNumbers;
    private final List<List<Integer>> setups = new ArrayList<>();

    private Population(World world, long seed) {
        this.world = world;
        this.seed = seed;
        itemNumbers = new int[world.keys()];
        Arrays.fill(itemNumbers, -1);
        for (int release = 0; release < World.RELEASES.size(); release++) {
            List<Integer> numbers = new ArrayList<>();
            for (AptSetup setup : World.setups(release)) {
                numbers.add(fleet.add(setup));
            }
            setups.add(numbers);
        }
    }

    static MemoryFleet of(World world, int computers, long seed) {
        Population population = new Population(world, seed);
        for (int ordinal = 0; ordinal < computers; ordinal++) {
            population.fleet.add(population.member(ordinal));
        }
        return population.fleet;
    }

    private MemoryFleet.Member member(int ordinal) {
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + ordinal);
        int release = random.nextInt(10) < 7 ? 0 : 1;
        int dice = random.nextInt(10);
        int setup = setups.get(release).get(dice < 8 ? 0 : dice - 7);
        int lag = Math.max(0, random.nextInt(6) - 2);
        int[] chosen = chosen(random);
        int[] items = new int[chosen.length];
        for (int i = 0; i < chosen.length; i++) {
            items[i] = item(chosen[i], release, random.nextInt(50) == 0 ? random.nextInt(4) : lag);
        }
        Arrays.sort(items);
        return new MemoryFleet.Member(
                "office-" + random.nextInt(OFFICES),
                groups(random),
                setup,
                World.RELEASES.get(release),
                new PackedItems(items),
                Optional.empty());
    }

    private static List<String> groups(SplittableRandom random) {
        TreeSet<String> groups = new TreeSet<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            groups.add("group-" + random.nextInt(20));
        }
        return List.copyOf(groups);
    }

    /** Of the packages four tenths of what somebody has are the base, as much is the role's, the rest anything. */
    private int[] chosen(SplittableRandom random) {
        boolean[] has = new boolean[world.packages()];
        int part = world.packages() / 10;
        Arrays.fill(has, 0, part, true);
        int from = part + random.nextInt(ROLES) * part;
        for (int number = from; number < from + part; number++) {
            has[number] = random.nextInt(100) < 95;
        }
        for (int i = 0; i < part / 2; i++) {
            has[random.nextInt(has.length)] = true;
        }
        int count = 0;
        int[] chosen = new int[has.length];
        for (int number = 0; number < has.length; number++) {
            if (has[number]) {
                chosen[count++] = number;
            }
        }
        return Arrays.copyOf(chosen, count);
    }

    private int item(int number, int release, int behind) {
        int level = Math.max(0, world.versions(World.sourceOf(number)) - 1 - behind);
        int key = world.key(number, release, level);
        if (itemNumbers[key] < 0) {
            itemNumbers[key] = fleet.add(world.item(number, release, level));
        }
        return itemNumbers[key];
    }
}
