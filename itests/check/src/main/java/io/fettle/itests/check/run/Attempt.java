package io.fettle.itests.check.run;

import java.nio.file.Path;
import java.util.Random;
import java.util.function.Consumer;

/**
 * One run of a check.
 *
 * @param random made of the seed; whatever is left to chance comes from it, in an order that does not depend on time
 * @param directory an empty one, deleted afterwards where all was well
 * @param progress told what goes on
 */
public record Attempt(Random random, Path directory, Consumer<String> progress) {
    public void note(String what) {
        progress.accept(what);
    }

    /** @return between both, each included */
    public int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }
}
