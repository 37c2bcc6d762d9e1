package io.fettle.itests.bench.figure;

import java.nio.file.Path;

/** Something that can be measured. */
public interface Bench {
    String name();

    /** One line. */
    String about();

    /**
     * Measures; takes as long as it takes.
     *
     * @param directory an empty one, deleted afterwards
     */
    void run(Path directory, Report report) throws Exception;
}
