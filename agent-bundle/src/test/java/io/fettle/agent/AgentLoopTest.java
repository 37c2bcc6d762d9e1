package io.fettle.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.work.Workbench;
import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.exchange.Answer;
import io.fettle.api.exchange.Answer.Replied;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.protocol.Envelope;
import io.fettle.protocol.Header;
import io.fettle.protocol.MessageKind;
import io.fettle.protocol.Order;
import io.fettle.protocol.Reply;
import io.fettle.protocol.ReportCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole agent but its threads: long work is done at once, on the thread that starts it. */
class AgentLoopTest extends AgentScene {
    private AgentLoop loop;

    @BeforeEach
    void start() {
        loop = loop(() -> {}, new Workbench(Runnable::run, () -> {}));
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void computerJoinsScansAndTells() {
        turnUntilQuiet();
        Inventory told = server.inventories.get(0).inventory();
        assertThat(told.packages()).extracting(p -> p.item().version()).containsExactly("1-1");
        assertThat(told.apt().orElseThrow().repositories().get(0).uri()).isEqualTo(URI);
        assertThat(told.simulation().orElseThrow().changes())
                .containsExactly(new PlannedChange("bash", "amd64", Optional.of("1-1"), "1-2"));
    }

    @Test
    void serversListsAreWhatTheDryRunUses() throws IOException {
        server.suites = Optional.of(List.of(suite));
        turnUntilQuiet();
        Inventory last = server.inventories.get(server.inventories.size() - 1).inventory();
        assertThat(last.simulation().orElseThrow().basis())
                .isEqualTo(Digest.of(Digest.of(RELEASE).hex().getBytes(StandardCharsets.US_ASCII))
                        .hex());
        Path list = commands.lists().resolve("deb.example_debian_dists_stable_main_binary-amd64_Packages");
        assertThat(Files.readAllBytes(list)).isEqualTo(PACKAGES);
        assertThat(commands.lists().resolve("deb.example_debian_dists_stable_InRelease"))
                .hasBinaryContent(RELEASE);
    }

    @Test
    void orderIsStagedHandedOverAndItsOutcomeTold() throws IOException {
        turnUntilQuiet();
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();

        Path ready = handover.resolve("task-1.ready");
        assertThat(states()).containsExactly(TaskState.STAGING, TaskState.STAGED);
        assertThat(ready.resolve("content/" + Digest.of(DEB))).hasBinaryContent(DEB);
        assertThat(ready.resolve("content/" + suite.release().digest())).hasBinaryContent(RELEASE);
        assertThat(ready.resolve("signer-chain.der")).exists();
        assertThat(Order.decode(Envelope.parse(Files.readAllBytes(ready.resolve("order.env")))
                                .payload())
                        .taskId())
                .isEqualTo("task-1");

        int inventories = server.inventories.size();
        say("task-1", TaskState.APPLYING);
        installed("1-2");
        commands.upgrade = "";
        say("task-1", TaskState.SUCCEEDED);
        turnUntilQuiet();
        assertThat(states())
                .containsExactly(TaskState.STAGING, TaskState.STAGED, TaskState.APPLYING, TaskState.SUCCEEDED);
        assertThat(server.inventories).hasSize(inventories + 1);
        assertThat(handover).isEmptyDirectory();
    }

    @Test
    void outcomeOutlivesACrashAndIsToldOnce() throws IOException {
        turnUntilQuiet();
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        server.failConverse = true;
        say("task-1", TaskState.SUCCEEDED);
        clock.advance(Duration.ofMinutes(1));
        loop.turn();
        loop.close();
        server.failConverse = false;
        start();
        clock.advance(Duration.ofMinutes(30));
        turnUntilQuiet();
        assertThat(states()).containsExactly(TaskState.STAGING, TaskState.STAGED, TaskState.SUCCEEDED);
    }

    @Test
    void planThatDiffersIsToldAndNotHandedOver() {
        turnUntilQuiet();
        commands.install = BASH + "Inst libx [1] (2 Debian:12/stable [amd64])\n";
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        TaskReport last = lastReport();
        assertThat(last.state()).contains(TaskState.STAGING);
        assertThat(last.reasons().get(0).code()).isEqualTo("plan.differs");
        assertThat(last.plan()).extracting(PlannedChange::name).containsExactly("bash", "libx");
        assertThat(handover).isEmptyDirectory();
    }

    /** Its packages have to be verified before dnf may read them, which only the applier can. */
    @Test
    void anOrderForDnfIsFetchedAndHandedOverWithoutAskingApt() {
        turnUntilQuiet();
        commands.install = "E: nobody asked me\n";
        Step foo = new Step(
                "Foo_x",
                "x86_64",
                Optional.of("1:1-1.el9"),
                "1:2^git-1.el9",
                URI,
                "",
                "",
                "Packages/f.rpm",
                DEB.length,
                Digest.of(DEB));
        MirroredSuite whole = new MirroredSuite("s1", URI, "", suite.release(), Optional.empty(), suite.indexes());
        Order order = new Order(Order.Kind.RPM_UPGRADE, "task-1", "c-1", List.of(foo), List.of(whole));
        server.ordersToHandOut.add(server.order(order).bytes());
        nextCheckIn();
        assertThat(states()).containsExactly(TaskState.STAGING, TaskState.STAGED);
        assertThat(handover.resolve("task-1.ready/content/" + Digest.of(DEB).hex()))
                .hasBinaryContent(DEB);
    }

    @Test
    void planThatRemovesIsRefused() {
        turnUntilQuiet();
        commands.install = BASH + "Remv git [1]\n";
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        assertThat(lastReport().state()).contains(TaskState.FAILED);
        assertThat(handover).isEmptyDirectory();
    }

    @Test
    void nothingIsStagedAtLevelZero() throws IOException {
        level("L0");
        turnUntilQuiet();
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        assertThat(lastReport().state()).contains(TaskState.SKIPPED);
        assertThat(lastReport().reasons().get(0).code()).isEqualTo("level.l0");
        assertThat(handover).isEmptyDirectory();
    }

    @Test
    void packageWithAnotherDigestIsNotHandedOver() {
        turnUntilQuiet();
        server.content.put(Digest.of(DEB), "b package".getBytes(StandardCharsets.UTF_8));
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        assertThat(server.reports)
                .extracting(TaskReport::taskId)
                .startsWith("task-1", TaskReport.NO_TASK)
                .hasSizeLessThanOrEqualTo(1 + Refusals.ONE_BY_ONE);
        assertThat(states()).startsWith(TaskState.STAGING);
        assertThat(refused()).isEqualTo("content.altered");
        assertThat(lastReport().reasons().get(0).parameters())
                .containsEntry("digest", Digest.of(DEB).hex())
                .containsEntry("from", server.address().toString());
        assertThat(handover).isEmptyDirectory();
    }

    @Test
    void taskThatCannotBeStagedKeepsNoOtherWaiting() {
        turnUntilQuiet();
        byte[] never = "never to be had".getBytes(StandardCharsets.UTF_8);
        Step missing = new Step(
                "git",
                "amd64",
                Optional.of("1-1"),
                "1-2",
                URI,
                "stable",
                "main",
                "pool/g.deb",
                never.length,
                Digest.of(never));
        server.ordersToHandOut.add(server.order(order("task-1", missing)).bytes());
        server.ordersToHandOut.add(
                server.order(order("task-2", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        assertThat(handover.resolve("task-2.ready")).exists();
        assertThat(handover.resolve("task-1.ready")).doesNotExist();
        server.offer(never);
        commands.install = "Inst git [1-1] (1-2 Debian:12/stable [amd64])\n";
        nextCheckIn();
        assertThat(handover.resolve("task-1.ready")).exists();
    }

    @Test
    void olderOrderIsNotTaken() {
        turnUntilQuiet();
        Envelope old = server.order(order("task-old", step("bash", "1-1", "1-2")));
        server.ordersToHandOut.add(
                server.order(order("task-new", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        server.ordersToHandOut.add(old.bytes());
        nextCheckIn();
        assertThat(server.reports)
                .extracting(TaskReport::taskId)
                .containsOnly("task-new", TaskReport.NO_TASK)
                .endsWith(TaskReport.NO_TASK);
        assertThat(refused()).isEqualTo("order.replayed");
        assertThat(lastReport().reasons().get(0).parameters())
                .containsEntry("sequence", Long.toString(old.header().sequence()))
                .containsEntry("digest", old.digest().hex());
    }

    @Test
    void forgedOrderInsideAGenuineReplyIsNotTakenAndTold() {
        turnUntilQuiet();
        byte[] forged =
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes();
        forged[forged.length / 2] ^= 1;
        server.ordersToHandOut.add(forged);
        nextCheckIn();
        nothingTakenBut("order.forged");
        assertThat(lastReport().reasons().get(0).parameters())
                .as("what a forged order names is not passed on")
                .containsOnlyKeys("digest", "why")
                .containsEntry("digest", Digest.of(forged).hex());
    }

    @Test
    void floodOfForgedOrdersIsNoFloodOfReports() {
        server.refreshSeconds = 60;
        turnUntilQuiet();
        for (int round = 0; round < 10; round++) {
            for (int i = 0; i < 20; i++) {
                byte[] forged = server.order(order("task-" + i, step("bash", "1-1", "1-2")))
                        .bytes();
                forged[forged.length - 1] ^= 1;
                server.ordersToHandOut.add(forged);
            }
            clock.advance(Duration.ofMinutes(2));
            turnUntilQuiet();
        }
        assertThat(server.reports).hasSize(Refusals.ONE_BY_ONE);
        nextCheckIn();
        assertThat(server.reports).hasSize(Refusals.ONE_BY_ONE + 1);
        assertThat(lastReport().reasons()).containsExactly(Reason.of("order.forged", "count", "197"));
        nextCheckIn();
        assertThat(server.reports).hasSize(Refusals.ONE_BY_ONE + 1);
    }

    @Test
    void refusalIsToldAlsoAfterACrash() {
        turnUntilQuiet();
        byte[] forged =
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes();
        forged[forged.length / 2] ^= 1;
        server.ordersToHandOut.add(forged);
        clock.advance(Duration.ofMinutes(70));
        loop.turn();
        assertThat(server.reports).isEmpty();
        loop.close();
        start();
        turnUntilQuiet();
        nothingTakenBut("order.forged");
    }

    @Test
    void replyThatWasAlteredIsToldWhenAGenuineOneComes() {
        turnUntilQuiet();
        BiFunction<Envelope, Reply, Answer> honest = server.answer;
        server.answer = (asked, reply) -> {
            byte[] altered = ((Replied) honest.apply(asked, reply)).envelope();
            altered[altered.length / 2] ^= 1;
            return new Replied(altered);
        };
        clock.advance(Duration.ofMinutes(70));
        loop.turn();
        server.answer = honest;
        nextCheckIn();
        nothingTakenBut("reply.forged");
    }

    @Test
    void orderOfAKindThatIsNotKnownEndsItsTaskAndIsNotGuessedAt() {
        turnUntilQuiet();
        byte[] usual = order("task-1", step("bash", "1-1", "1-2")).encode();
        byte[] newer = ("{\"kind\":\"remove\"," + new String(usual, StandardCharsets.UTF_8).substring(1))
                .getBytes(StandardCharsets.UTF_8);
        byte[] sealedOrder = server.order(newer).bytes();
        server.ordersToHandOut.add(sealedOrder);
        nextCheckIn();
        assertThat(server.reports).extracting(TaskReport::taskId).containsExactly("task-1");
        assertThat(lastReport().state()).contains(TaskState.SKIPPED);
        assertThat(lastReport().reasons().get(0).code()).isEqualTo("order.not_understood");
        assertThat(handover).isEmptyDirectory();

        server.ordersToHandOut.add(sealedOrder);
        nextCheckIn();
        assertThat(refused()).as("it was taken before").isEqualTo("order.replayed");
    }

    @Test
    void commandOfAKindThatIsNotKnownIsRefusedAndTold() {
        turnUntilQuiet();
        byte[] command =
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes();
        command[5] = 99;
        server.ordersToHandOut.add(command);
        nextCheckIn();
        nothingTakenBut("order.not_understood");
    }

    @Test
    void forgedOrderOfAnUnknownKindIsForged() {
        turnUntilQuiet();
        byte[] forged = server.order("{\"kind\":\"remove\",\"task\":\"task-1\"}".getBytes(StandardCharsets.UTF_8))
                .bytes();
        forged[forged.length - 1] ^= 1;
        server.ordersToHandOut.add(forged);
        nextCheckIn();
        nothingTakenBut("order.forged");
    }

    @Test
    void orderOfAForeignSignerIsNotTaken() {
        turnUntilQuiet();
        TestAuthority.Pair other = server.authority.orderSigner();
        Envelope genuine = server.order(order("task-1", step("bash", "1-1", "1-2")));
        Header header = new Header(
                MessageKind.ORDER,
                other.signer().keyId(),
                genuine.header().addressee(),
                1,
                100,
                clock.instant(),
                clock.instant().plus(FakeServer.ORDER_GOOD_FOR));
        server.ordersToHandOut.add(
                Envelope.seal(header, genuine.payload(), other.signer()).bytes());
        nextCheckIn();
        nothingTakenBut("order.forged");
    }

    @Test
    void orderForAnotherComputerIsNotTaken() {
        turnUntilQuiet();
        Envelope genuine = server.order(order("task-1", step("bash", "1-1", "1-2")));
        Header header = new Header(
                MessageKind.ORDER,
                genuine.header().signer(),
                Optional.of(server.authority.agent().signer().keyId()),
                1,
                100,
                clock.instant(),
                clock.instant().plus(FakeServer.ORDER_GOOD_FOR));
        server.ordersToHandOut.add(Envelope.seal(header, genuine.payload(), server.orderSigner.signer())
                .bytes());
        nextCheckIn();
        nothingTakenBut("order.redirected");
    }

    @Test
    void orderOutOfDateIsNotTaken() {
        turnUntilQuiet();
        Envelope order = server.order(order("task-1", step("bash", "1-1", "1-2")));
        clock.advance(FakeServer.ORDER_GOOD_FOR.plusSeconds(1));
        server.ordersToHandOut.add(order.bytes());
        turnUntilQuiet();
        nothingTakenBut("order.expired");
    }

    @Test
    void orderThatNamesAnOptionIsNotTaken() {
        turnUntilQuiet();
        server.ordersToHandOut.add(server.order(order("task-1", step("--allow-downgrades", "1", "2")))
                .bytes());
        server.ordersToHandOut.add(
                server.order(order("../../etc", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        nothingTakenBut("order.not_allowed");
    }

    @Test
    void applierThatNeverComesIsReported() {
        turnUntilQuiet();
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        clock.advance(FakeServer.ORDER_GOOD_FOR.plusHours(1));
        turnUntilQuiet();
        assertThat(lastReport().state()).contains(TaskState.FAILED);
        assertThat(lastReport().reasons().get(0).code()).isEqualTo("applier.absent");
        assertThat(handover).isEmptyDirectory();
    }

    @Test
    void resultThatSpeaksOfAnotherTaskIsNotPassedOn() throws IOException {
        turnUntilQuiet();
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        line("task-1", ReportCodec.encode(report("task-2", TaskState.SUCCEEDED)));
        turnUntilQuiet();
        assertThat(lastReport().taskId()).isEqualTo("task-1");
        assertThat(lastReport().reasons().get(0).code()).isEqualTo("applier.bad_result");
    }

    @Test
    void lineThatIsStillBeingWrittenWaits() throws IOException {
        turnUntilQuiet();
        server.ordersToHandOut.add(
                server.order(order("task-1", step("bash", "1-1", "1-2"))).bytes());
        nextCheckIn();
        byte[] whole = ReportCodec.encode(report("task-1", TaskState.APPLYING));
        Files.write(handover.resolve("task-1.result"), java.util.Arrays.copyOf(whole, 10));
        turnUntilQuiet();
        assertThat(states()).containsExactly(TaskState.STAGING, TaskState.STAGED);
    }

    @Test
    void failedCheckInIsTriedAgainSoonAndNotInALoop() {
        turnUntilQuiet();
        int before = server.checkIns.size();
        server.failConverse = true;
        clock.advance(Duration.ofHours(2));
        Duration wait = loop.turn();
        assertThat(wait).isBetween(Duration.ofMillis(100), Duration.ofSeconds(10));
        loop.turn();
        server.failConverse = false;
        loop.turn();
        assertThat(server.checkIns).hasSize(before);
        clock.advance(Duration.ofSeconds(10));
        loop.turn();
        assertThat(server.checkIns).hasSize(before + 1);
    }

    @Test
    void machineWithoutDpkgTellsItsFacts() throws IOException {
        Files.delete(root.resolve("var/lib/dpkg/status"));
        turnUntilQuiet();
        assertThat(server.inventories.get(0).inventory().packages()).isEmpty();
        assertThat(server.inventories.get(0).inventory().apt()).isEmpty();
    }

    private String refused() {
        return lastReport().reasons().get(0).code();
    }

    private void nothingTakenBut(String refusal) {
        assertThat(server.reports).extracting(TaskReport::taskId).isNotEmpty().containsOnly(TaskReport.NO_TASK);
        assertThat(server.reports)
                .extracting(report -> report.reasons().get(0).code())
                .containsOnly(refusal);
        assertThat(handover).isEmptyDirectory();
    }

    /** Turns that want another one at once. */
    private void turnUntilQuiet() {
        for (int i = 0; i < 20; i++) {
            if (loop.turn().compareTo(Duration.ofMillis(1)) > 0) {
                return;
            }
        }
        throw new AssertionError("The loop does not come to rest");
    }

    private void nextCheckIn() {
        clock.advance(Duration.ofMinutes(70));
        turnUntilQuiet();
    }
}
