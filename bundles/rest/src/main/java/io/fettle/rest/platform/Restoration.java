package io.fettle.rest.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.karaf.features.BootFinished;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings back what was uploaded, once the server has started. Immediate, because nobody asks for it. The mark that it is
 * done lies in the framework's own data, which is made anew with each change of the program.
 */
@Component(
        service = {},
        immediate = true)
public final class Restoration {
    private static final Logger LOG = LoggerFactory.getLogger(Restoration.class);
    private static final long STOP_MILLIS = 5_000;

    private final Thread thread;

    /** @param booted before it is there, Karaf is still busy with its own */
    @Activate
    public Restoration(BundleContext context, @Reference CodeIntake intake, @Reference BootFinished booted) {
        Path mark = context.getDataFile("restored").toPath();
        thread = new Thread(() -> restore(intake, mark), "fettle-restoration");
        thread.setDaemon(true);
        thread.start();
    }

    @Deactivate
    void stop() throws InterruptedException {
        thread.interrupt();
        thread.join(STOP_MILLIS);
    }

    private static void restore(CodeIntake intake, Path mark) {
        try {
            intake.restore(!Files.exists(mark));
            if (!Files.exists(mark)) {
                Files.createFile(mark);
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("What was uploaded could not be looked through; the next start tries again", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
