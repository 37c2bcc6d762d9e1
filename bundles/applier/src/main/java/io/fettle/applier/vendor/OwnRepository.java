package io.fettle.applier.vendor;

import java.nio.file.Path;
import java.util.Set;

/**
 * A suite that the computer's owner set up.
 *
 * @param uri without user information, with a slash at the end
 * @param metaKeys paths of the Packages indexes that apt would read, without the ending of a compression
 * @param ownRelease where apt keeps the suite's signed list, without its last word; may not be there
 * @param signedBy as the owner wrote it: files, fingerprints or keys; empty where he did not
 */
record OwnRepository(String uri, String suite, Set<String> metaKeys, Path ownRelease, String signedBy) {
    OwnRepository {
        metaKeys = Set.copyOf(metaKeys);
    }
}
