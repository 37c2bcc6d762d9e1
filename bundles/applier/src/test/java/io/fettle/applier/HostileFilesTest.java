package io.fettle.applier;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.FettleException;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.applier.trust.LocalTrust;
import io.fettle.applier.trust.OrderGate;
import io.fettle.applier.trust.SeenOrders;
import io.fettle.applier.vendor.Floors;
import io.fettle.applier.vendor.VendorChain;
import io.fettle.fuzz.Damage;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Envelope;
import io.fettle.testkit.vendor.TestVendor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the agent hands over is anybody's; what lies on the computer may be damaged. Nothing is done for either. */
class HostileFilesTest {
    @TempDir
    Path directory;

    private TestComputer computer;
    private byte[] order;

    @BeforeEach
    void oneOrder() throws IOException {
        computer = new TestComputer(directory);
        TestVendor.Published published = computer.vendor.publish();
        order = computer.sealed(published.steps(), List.of(published.suite()));
    }

    @Test
    @Fuzzes(OrderGate.class)
    void ordersAreRefused() throws IOException {
        OrderGate gate = gate();
        byte[] chain = computer.signer.chainDer();
        Fuzz.of("order", order)
                .declares(RefusedException.class)
                .sparingly()
                .check(input -> gate.open(input, chain, TestComputer.TASK));
        Fuzz.of("chain", chain)
                .declares(RefusedException.class)
                .sparingly()
                .check(input -> gate.open(order, input, TestComputer.TASK));
    }

    @Test
    void nothingIsDoneForADamagedOrder() {
        Damage.each(order, 11, 40, damaged -> {
            if (!Arrays.equals(damaged, order)) {
                List<TaskReport> told = computer.apply(damaged, Map.of());
                assertThat(computer.commands.acts).isEmpty();
                assertThat(told).last().satisfies(report -> assertThat(report.state())
                        .hasValueSatisfying(state -> assertThat(state.open()).isFalse()));
            }
        });
    }

    @Test
    @Fuzzes(LocalTrust.class)
    void theOwnersFilesAreReadOrNot() throws IOException {
        LocalTrust trust = new LocalTrust(computer.places());
        for (String name : List.of("level", "root.pem", "agent.pub")) {
            Path file = computer.root.resolve("etc/fettle").resolve(name);
            byte[] good = Files.readAllBytes(file);
            Fuzz.of(name, good)
                    .declares(RefusedException.class)
                    .lenient()
                    .sparingly()
                    .check(input -> {
                        Files.write(file, input);
                        trust.level();
                        trust.root();
                        trust.computer();
                    });
            Files.write(file, good);
        }
    }

    @Test
    @Fuzzes({SeenOrders.class, Floors.class})
    void whatWasRememberedIsReadOrRefused() {
        PrivateDirectory own = PrivateDirectory.at(directory.resolve("own"));
        SeenOrders seen = new SeenOrders(own);
        Fuzz.of("orders seen", "1 5 t0\n1 6 t9")
                .declares(RefusedException.class, UncheckedIOException.class)
                .sparingly()
                .check(input -> {
                    Files.write(own.file("orders-seen"), input);
                    seen.check(Envelope.parse(order).header(), TestComputer.TASK);
                });
        Fuzz.of("floors", "1700000000 https://deb.example.org/ stable\n1600000000 https://deb.example.org/ old")
                .declares(UncheckedIOException.class)
                .sparingly()
                .check(input -> {
                    Files.write(own.file("release-floors"), input);
                    new Floors(own);
                });
    }

    @Test
    @Fuzzes(Journal.class)
    void aJournalIsReadAsFarAsItGoes() {
        PrivateDirectory task = PrivateDirectory.at(directory.resolve("task"));
        Journal journal = new Journal("t1", task, Clock.fixed(computer.now, ZoneOffset.UTC));
        journal.begin(order);
        journal.note(Journal.Step.ACCEPTING, "7");
        journal.note(Journal.Step.STARTED, "12 2026-01-01T00:00:00Z");
        journal.tell(TaskState.APPLYING);
        byte[] notes = read(task, "journal");
        byte[] results = read(task, "results");
        Fuzz.of("journal", notes).lenient().sparingly().check(input -> {
            Files.write(task.file("journal"), input);
            journal.last(Journal.Step.STARTED);
            journal.count(Journal.Step.ACCEPTING);
        });
        Fuzz.of("results", results).declares(FettleException.class).sparingly().check(input -> {
            Files.write(task.file("results"), input);
            journal.finished();
        });
    }

    /** The computer's own files, as a bad hand or a bad disk left them: an end is told, and nothing is done without keys. */
    @Test
    @Fuzzes(VendorChain.class)
    void listsOfRepositoriesAreReadOrRefused() throws IOException {
        Path sources = computer.root.resolve("etc/apt/sources.list.d/vendor.sources");
        byte[] good = Files.readAllBytes(sources);
        TestVendor.Published published = computer.vendor.publish();
        Damage.each(good, 12, 40, damaged -> {
            Files.write(sources, damaged);
            computer.sequence++;
            computer.commands.installed.put("foo", "1.0");
            List<TaskReport> told =
                    computer.apply(computer.sealed(published.steps(), List.of(published.suite())), published.content());
            assertThat(told).as(new String(damaged, StandardCharsets.UTF_8)).isNotEmpty();
        });
    }

    private OrderGate gate() throws IOException {
        return new OrderGate(new LocalTrust(computer.places()), Clock.fixed(computer.now, ZoneOffset.UTC));
    }

    private static byte[] read(PrivateDirectory directory, String name) {
        return directory.read(name, 1 << 20).orElseThrow();
    }
}
