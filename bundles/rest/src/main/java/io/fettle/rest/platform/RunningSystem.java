package io.fettle.rest.platform;

import java.io.IOException;
import java.nio.file.Path;

/** Takes code in. Each call blocks until it runs or is refused; what is in survives a restart. */
interface RunningSystem {
    /** Installs and starts a bundle, or updates the one of its name. @return its symbolic name */
    String bundle(Path jar) throws IOException;

    /** Adds a features file, which has to stay where it is, and installs its features. @return what was installed */
    String features(Path file) throws IOException;

    /** Installs a KAR in place of one with the same file name. @return its name */
    String kar(Path file) throws IOException;

    /** Uninstalls a bundle. @return whether there was one */
    boolean remove(String symbolicName);
}
