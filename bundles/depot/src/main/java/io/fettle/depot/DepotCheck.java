package io.fettle.depot;

import io.fettle.api.Reason;
import io.fettle.spi.health.HealthCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Writes a byte beside the content and looks how much room is left above what is to stay free. Thread-safe. */
@Component(service = HealthCheck.class, configurationPid = FileDepot.PID)
public final class DepotCheck implements HealthCheck {
    private static final String PROBE = "probe";

    private final Path directory;
    private final int floorMebibytes;

    @Activate
    public DepotCheck(DepotConfig config, BundleContext context) {
        this(FileDepot.directory(config, context), config.minimumFreeMebibytes());
    }

    DepotCheck(Path directory, int floorMebibytes) {
        this.directory = directory;
        this.floorMebibytes = floorMebibytes;
    }

    @Override
    public String name() {
        return "depot";
    }

    @Override
    public Result check() {
        try {
            long free = Files.getFileStore(existing()).getUsableSpace() >> 20;
            if (free < floorMebibytes) {
                return Result.notReady(new Reason(
                        "depot.low_space",
                        Map.of(
                                "directory",
                                directory.toString(),
                                "free",
                                Long.toString(free),
                                "floor",
                                Integer.toString(floorMebibytes))));
            }
            write();
            return Result.ok();
        } catch (IOException e) {
            return Result.notReady(
                    Reason.of("depot.not_writable", "directory", directory.toString(), "error", e.toString()));
        }
    }

    /** A new server has no directory before its first content; the check makes the one that the depot would make. */
    private Path existing() throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        return directory;
    }

    private void write() throws IOException {
        Path probe = directory.resolve(PROBE);
        Files.write(probe, new byte[] {1});
        Files.delete(probe);
    }
}
