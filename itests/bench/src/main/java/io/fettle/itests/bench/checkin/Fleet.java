package io.fettle.itests.bench.checkin;

import io.fettle.agent.scan.DpkgStatus;
import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.itests.bench.program.Server;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** Computers with what this machine has installed; where it has no dpkg, with as many made-up packages as a desktop has. */
final class Fleet implements AutoCloseable {
    private static final Path STATUS = Path.of("/var/lib/dpkg/status");
    private static final int MADE_UP = 800;

    private final List<MadeUpComputer> computers = new ArrayList<>();

    static Fleet join(Server server, Path directory, int size) throws IOException, InterruptedException {
        Fleet fleet = new Fleet();
        String token = server.enrolmentToken("AGENT", size, List.of());
        List<InstalledPackage> packages = packages();
        for (int i = 0; i < size; i++) {
            Inventory inventory = new Inventory(facts("bench-" + i), Optional.empty(), packages, Optional.empty());
            fleet.computers.add(
                    MadeUpComputer.join(directory.resolve("computer-" + i), server.https(), token, inventory));
        }
        return fleet;
    }

    List<MadeUpComputer> computers() {
        return computers;
    }

    private static List<InstalledPackage> packages() {
        if (Files.exists(STATUS)) {
            return DpkgStatus.read(STATUS);
        }
        return IntStream.range(0, MADE_UP)
                .mapToObj(i -> new InstalledPackage(
                        new SoftwareItem(
                                "deb", "package-" + i, "1." + i, "amd64", "package-" + i, "1." + i, MultiArch.NO),
                        false))
                .toList();
    }

    private static ComputerFacts facts(String hostname) {
        return new ComputerFacts(
                hostname,
                List.of("192.0.2.1"),
                "debian",
                "12",
                "bookworm",
                "Debian GNU/Linux 12 (bookworm)",
                "6.1.0-30-amd64",
                Optional.empty(),
                false,
                List.of("amd64"),
                Level.L0,
                "0.1.0",
                "bench");
    }

    @Override
    public void close() throws IOException {
        for (MadeUpComputer computer : computers) {
            computer.close();
        }
    }
}
