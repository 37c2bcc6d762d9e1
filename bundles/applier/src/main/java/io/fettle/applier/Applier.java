package io.fettle.applier;

import io.fettle.api.FettleException;
import io.fettle.applier.apt.AptSystem;
import io.fettle.applier.dnf.DnfSystem;
import io.fettle.applier.hand.HandedOver;
import io.fettle.applier.process.Commands;
import io.fettle.applier.process.ProcessCommands;
import io.fettle.member.PrivateDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process for one order: {@code Applier --handover DIR}, as root. */
public final class Applier {
    /** The end was told. */
    static final int DONE = 0;

    static final int USAGE = 64;
    /** Try the same hand-over again later. */
    static final int TRY_AGAIN = 75;

    private static final Logger LOG = LoggerFactory.getLogger(Applier.class);

    private Applier() {}

    public static void main(String[] arguments) {
        System.exit(run(arguments, Places.real()));
    }

    static int run(String[] arguments, Places places) {
        if (arguments.length != 2 || !arguments[0].equals("--handover")) {
            LOG.error("Usage: Applier --handover DIR");
            return USAGE;
        }
        try {
            apply(Path.of(arguments[1]), places);
            return DONE;
        } catch (FettleException e) {
            LOG.warn("{}", e.getMessage());
            return TRY_AGAIN;
        } catch (IOException | UncheckedIOException e) {
            LOG.error("{} cannot be dealt with: {}", arguments[1], e.toString());
            return TRY_AGAIN;
        }
    }

    private static void apply(Path directory, Places places) throws IOException {
        Path state = places.state();
        Files.createDirectories(state.resolve("apt"));
        // apt's own user passes through; nobody but root sees what is in there.
        Files.setPosixFilePermissions(state, PosixFilePermissions.fromString("rwx--x--x"));
        Files.setPosixFilePermissions(state.resolve("apt"), PosixFilePermissions.fromString("rwx--x--x"));
        PrivateDirectory own = PrivateDirectory.at(state.resolve("own"));
        try (FileChannel file =
                        FileChannel.open(own.file("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = file.tryLock()) {
            if (lock == null) {
                throw new FettleException(ApplierError.BUSY, "Another applier is at work");
            }
            try (HandedOver handedOver = HandedOver.open(directory)) {
                Commands commands = new ProcessCommands(own.child("scratch").path());
                PackageSystem system = system(places, own, commands, Clock.systemUTC());
                new OneOrder(places, own, system, Clock.systemUTC()).process(handedOver);
            }
        }
    }

    /** The package manager that rules this computer. */
    static PackageSystem system(Places places, PrivateDirectory own, Commands commands, Clock clock) {
        return DnfSystem.rules(places)
                ? new DnfSystem(places, own, commands, clock)
                : new AptSystem(places, own, commands, clock);
    }
}
