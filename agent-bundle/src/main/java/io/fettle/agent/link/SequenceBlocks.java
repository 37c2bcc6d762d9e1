package io.fettle.agent.link;

import io.fettle.member.PrivateDirectory;
import java.nio.charset.StandardCharsets;

/** Numbers that only grow, also over crashes; a block of them is reserved with one write. Not thread-safe. */
final class SequenceBlocks {
    private static final int BLOCK = 1000;

    private final PrivateDirectory files;
    private final String name;
    private long next;
    private long reserved;

    SequenceBlocks(PrivateDirectory files, String name) {
        this.files = files;
        this.name = name;
        this.reserved = files.read(name, 32, Long::parseLong).orElse(0L);
        this.next = reserved + 1;
    }

    long next() {
        if (next > reserved) {
            reserved += BLOCK;
            files.write(name, Long.toString(reserved).getBytes(StandardCharsets.US_ASCII));
        }
        return next++;
    }
}
