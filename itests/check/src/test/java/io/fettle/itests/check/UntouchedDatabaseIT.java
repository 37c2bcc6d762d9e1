package io.fettle.itests.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.itests.bench.checkin.MadeUpComputer;
import io.fettle.itests.bench.program.Program;
import io.fettle.itests.bench.program.Server;
import io.fettle.itests.check.StatementLog.Statement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A real server on Derby, which writes down every statement, and computers over mutual TLS. */
@Timeout(600)
class UntouchedDatabaseIT {
    private static final int CHECK_INS = 200;

    @TempDir
    Path directory;

    @Test
    void unchangedCheckInTouchesNoDatabase() throws Exception {
        seldomSaveWhenComputersWereSeen();
        try (Server server =
                Server.start(directory.resolve("server"), Program.freePorts(3), List.of(StatementLog.OPTION))) {
            StatementLog log = new StatementLog(server.program().state());
            String token = server.enrolmentToken("AGENT", 1, List.of());
            try (MadeUpComputer computer =
                    MadeUpComputer.join(directory.resolve("computer"), server.https(), token, inventory())) {
                assertThat(requested(log))
                        .as("enrolling, on the thread of its request")
                        .anyMatch(statement -> statement.thread().startsWith("qtp"));
                computer.introduce();
                assertThat(requested(log)).as("the first inventory").isNotEmpty();

                for (int i = 0; i < CHECK_INS; i++) {
                    MadeUpComputer.requireContent(computer.send(computer.sealCheckIn()));
                }
                assertThat(requested(log))
                        .as("%d unchanged check-ins", CHECK_INS)
                        .isEmpty();

                MadeUpComputer.requireContent(computer.send(computer.sealUpgrade(1)));
                assertThat(requested(log)).as("a changed inventory").isNotEmpty();
                MadeUpComputer.requireContent(computer.send(computer.sealCheckIn()));
                assertThat(requested(log)).as("unchanged again").isEmpty();
            }
        }
    }

    /** That is done for all computers together, now and then, and not by their requests; here not while they are counted. */
    private void seldomSaveWhenComputersWereSeen() throws IOException {
        Path etc = Files.createDirectories(directory.resolve("server/state/etc"));
        Files.writeString(etc.resolve("io.fettle.inventory.StoredFleet.cfg"), "seenFlushSeconds = 300\n");
    }

    private static List<Statement> requested(StatementLog log) throws Exception {
        return log.news().stream().filter(Statement::ofARequest).toList();
    }

    private static Inventory inventory() {
        List<InstalledPackage> packages = IntStream.range(0, 50)
                .mapToObj(i -> new InstalledPackage(
                        new SoftwareItem("deb", "p-" + i, "1." + i, "amd64", "p-" + i, "1." + i, MultiArch.NO), false))
                .toList();
        ComputerFacts facts = new ComputerFacts(
                "untouched",
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
                "boot");
        return new Inventory(facts, Optional.empty(), packages, Optional.empty());
    }
}
