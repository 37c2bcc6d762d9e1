package io.fettle.security.file;

import java.nio.file.Path;
import org.osgi.framework.BundleContext;

/** Where this server keeps what must survive an exchange of the program. */
public final class StateDirectory {
    private static final String PROPERTY = "fettle.state";

    private StateDirectory() {}

    public static Path of(BundleContext context) {
        String directory = context.getProperty(PROPERTY);
        if (directory == null || directory.isBlank()) {
            throw new IllegalStateException("Property " + PROPERTY + " is not set: it names the state directory");
        }
        return Path.of(directory).toAbsolutePath().normalize();
    }
}
