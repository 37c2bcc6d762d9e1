package io.fettle.agent.stage;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.FakeServer;
import io.fettle.agent.Member;
import io.fettle.agent.TestClock;
import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Index;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerVoice;
import io.fettle.protocol.Order;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders that somebody changed on the way, or that a disk changed after they were taken. */
class HostileOrdersTest {
    private static final Digest DIGEST = Digest.of(new byte[0]);
    private static final String REPOSITORY = "https://deb.example.org/debian/";

    @TempDir
    Path directory;

    private final TestClock clock = new TestClock(Instant.parse("2026-11-22T12:00:00Z"));
    private FakeServer server;
    private ServerVoice voice;
    private PrivateDirectory files;

    @BeforeEach
    void join() throws Exception {
        server = new FakeServer(clock);
        Member member = new Member(server, directory.resolve("state"), clock);
        voice = new ServerVoice(member.identity, member.trust, member.revoked, clock);
        files = PrivateDirectory.at(directory.resolve("box"));
    }

    @AfterEach
    void leave() {
        server.close();
    }

    private byte[] order(String task) {
        Step step = new Step(
                "foo", "amd64", Optional.of("1-1"), "2-1", REPOSITORY, "stable", "main", "pool/foo.deb", 1, DIGEST);
        Stored stored = new Stored(DIGEST, 1);
        MirroredSuite suite = new MirroredSuite(
                "s",
                REPOSITORY,
                "stable",
                stored,
                Optional.empty(),
                List.of(new Index("main", "amd64", "main/binary-amd64/Packages.xz", stored, stored)));
        return server.order(new Order(task, "c1", List.of(step), List.of(suite)))
                .bytes();
    }

    @Test
    @Fuzzes(OrderBox.class)
    void anOrderIsTakenAsItWasSealedOrNotAtAll() {
        Fuzz.of("sealed order", order("t1"))
                .declares(FettleException.class)
                .sparingly()
                .check(input -> {
                    files.delete("last");
                    OrderBox box = new OrderBox(files, voice);
                    Task task = box.take(input);
                    assertThat(box.waiting()).extracting(Task::directory).containsExactly(task.directory());
                });
    }

    @Test
    @Fuzzes(OrderBox.class)
    void aStoredOrderThatIsDamagedIsDroppedAndTheRestIsKept() throws Exception {
        OrderBox box = new OrderBox(files, voice);
        Task first = box.take(order("t1"));
        Task other = box.take(order("t2"));
        byte[] good = first.sealedOrder();
        Fuzz.of("stored order", good).lenient().sparingly().check(input -> {
            Files.write(box.directory(first).file("order.env"), input);
            assertThat(box.waiting()).extracting(Task::id).contains(other.id());
        });
        Fuzz.of("number of an order", "1 17")
                .declares(UncheckedIOException.class)
                .sparingly()
                .check(input -> {
                    Files.write(files.file("last"), input);
                    new OrderBox(files, voice);
                });
    }

    /** Whatever its file says now, it was for one task. */
    @Test
    void aStoredOrderForATaskThatCannotBeIsDropped() throws Exception {
        OrderBox box = new OrderBox(files, voice);
        Task task = box.take(order("t-one"));
        Task same = box.take(order("t-two"));
        byte[] bent = server.order(new Order(
                        "../..", "c1", task.order().steps(), task.order().suites()))
                .bytes();
        Files.write(box.directory(task).file("order.env"), bent);
        Files.write(box.directory(same).file("order.env"), bent);
        assertThat(box.waiting()).isEmpty();
    }
}
