package io.fettle.rest.platform;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Takes code in and out. Each call blocks until it is done or refused (NOT_DEPLOYABLE, and then nothing has changed).
 * What is in survives a restart, but not a change of the program.
 */
interface RunningSystem {
    /** Installs and starts a bundle, or updates the one of its name. @return its symbolic name */
    String bundle(Path jar) throws IOException;

    /** Whether the bundle in this file is not here, or only an older one that came with the program. */
    boolean lacks(Path jar) throws IOException;

    /** Symbolic names of the bundles that were installed by {@link #bundle}. */
    Set<String> bundles();

    /** Whether a bundle of this name could be asked to leave: one of ours, or one that was brought in. */
    boolean hasBundle(String symbolicName);

    /** Why the server cannot do without this bundle; empty where it can. */
    Optional<String> whyNeeded(String symbolicName);

    /** Uninstalls a bundle. @return whether there was one that may be. Refused (NOT_REMOVABLE) where it is needed */
    boolean removeBundle(String symbolicName);

    /**
     * Adds features files, which have to stay where they are, and installs their features.
     *
     * @return the features, as {@code name/version}
     */
    List<String> features(List<Path> files);

    /** Takes out all that the features files below a directory have brought. */
    void removeFeatures(Path directory);

    /** Whether all of these are here and run; the names are those that {@link #bundle} or {@link #features} returned. */
    boolean runs(Upload.Kind kind, List<String> installed);
}
