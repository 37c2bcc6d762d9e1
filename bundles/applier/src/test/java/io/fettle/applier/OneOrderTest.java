package io.fettle.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.api.mirror.MirroredSuite.Stored;
import io.fettle.protocol.MessageKind;
import io.fettle.testkit.trust.TestAuthority;
import io.fettle.testkit.vendor.TestVendor;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way to misuse the applier that we know, against a package manager that would do anything. */
final class OneOrderTest {
    private @TempDir Path directory;
    private TestComputer computer;

    @BeforeEach
    void makeComputer() throws IOException {
        computer = new TestComputer(directory);
    }

    @Test
    void anHonestOrderIsApplied() throws IOException {
        assertThat(computer.apply())
                .extracting(report -> report.state().orElseThrow())
                .containsExactly(TaskState.APPLYING, TaskState.VERIFYING, TaskState.SUCCEEDED);
        assertThat(computer.commands.installed).containsEntry("foo", "1.1");
        assertThat(computer.commands.acts.get(0))
                .contains("--no-remove", "--only-upgrade", "--mark-auto", "foo:all=1.1")
                .doesNotContain("sh");
    }

    @Test
    void theSameHandOverAgainChangesNothingAndSaysTheSame() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        byte[] order = computer.sealed(published.steps(), List.of(published.suite()));
        List<TaskReport> first = computer.apply(order, published.content());
        assertThat(computer.apply(order, published.content())).isEqualTo(first);
        assertThat(computer.commands.acts).hasSize(1);
    }

    @Test
    void anOrderThatWasAlteredIsRefused() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        byte[] order = computer.sealed(published.steps(), List.of(published.suite()));
        order[200] ^= 1;
        refused(computer.apply(order, published.content()), "order.forged");
    }

    @Test
    void anOrderBySomebodyElsesServerIsRefused() throws IOException {
        computer.signer = new TestAuthority(computer.now).orderSigner();
        refused(computer.apply(), "order.forged");
    }

    @Test
    void anAgentsKeyMaySignNoOrders() throws IOException {
        computer.signer = computer.authority.agent("agent");
        refused(computer.apply(), "order.forged");
    }

    @Test
    void anOrderSignerOutOfTheAgentsIssuerIsRefused() throws IOException {
        computer.signer = computer.authority.orderSignerFromAgents();
        refused(computer.apply(), "order.forged");
    }

    @Test
    void anOrderForAnotherComputerIsRefused() throws IOException {
        computer.addressee = new io.fettle.api.trust.KeyId(Digest.of("another".getBytes(StandardCharsets.US_ASCII)));
        refused(computer.apply(), "order.redirected");
    }

    @Test
    void aReplyIsNoOrder() throws IOException {
        computer.kind = MessageKind.REPLY;
        refused(computer.apply(), "order.wrong_kind");
    }

    @Test
    void anOrderOfAKindThatIsNotKnownIsRefusedThoughItsStepsCouldBeDone() throws IOException {
        computer.bend = order -> ("{\"kind\":\"remove\"," + new String(order, StandardCharsets.UTF_8).substring(1))
                .getBytes(StandardCharsets.UTF_8);
        refused(computer.apply(), "order.not_understood");
    }

    @Test
    void anOrderOfTheKnownKindIsDoneWithWhateverWasAdded() throws IOException {
        computer.bend = order -> ("{\"kind\":\"upgrade\",\"mood\":[1],"
                        + new String(order, StandardCharsets.UTF_8).substring(1))
                .getBytes(StandardCharsets.UTF_8);
        assertThat(computer.apply())
                .extracting(report -> report.state().orElseThrow())
                .containsExactly(TaskState.APPLYING, TaskState.VERIFYING, TaskState.SUCCEEDED);
    }

    @Test
    void anExpiredOrderIsRefused() throws IOException {
        computer.issuedAt = computer.now.minus(Duration.ofHours(2));
        computer.notAfter = computer.now.minusSeconds(1);
        refused(computer.apply(), "order.expired");
    }

    @Test
    void anOrderFromTheFutureIsRefused() throws IOException {
        computer.issuedAt = computer.now.plus(Duration.ofMinutes(30));
        refused(computer.apply(), "order.from_the_future");
    }

    @Test
    void anOrderIsGoodOnceEvenWhenAnotherCameBetween() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        byte[] first = computer.sealed(published.steps(), List.of(published.suite()));
        computer.apply(first, published.content());
        computer.sequence = 8;
        computer.apply();
        computer.commands.installed.put("foo", "1.0");
        refusedAfter(computer.apply(first, published.content()), "order.replayed");
    }

    @Test
    void anOlderOrderForTheSameTaskIsRefused() throws IOException {
        computer.apply();
        computer.sequence = 6;
        refusedAfter(computer.apply(), "order.replayed");
    }

    @Test
    void anEarlierEpochIsRefused() throws IOException {
        computer.epoch = 2;
        computer.apply();
        computer.epoch = 1;
        computer.sequence = 99;
        refusedAfter(computer.apply(), "order.replayed");
    }

    @Test
    void aMissingLevelFileMeansReportOnly() throws IOException {
        Files.delete(computer.root.resolve("etc/fettle/level"));
        skipped(computer.apply());
    }

    @Test
    void aLevelFileThatOthersCanWriteMeansReportOnly() throws IOException {
        Files.setPosixFilePermissions(
                computer.root.resolve("etc/fettle/level"), PosixFilePermissions.fromString("rw-rw-r--"));
        skipped(computer.apply());
    }

    @Test
    void aLevelFileInADirectoryThatOthersCanWriteMeansReportOnly() throws IOException {
        Files.setPosixFilePermissions(
                computer.root.resolve("etc/fettle"), PosixFilePermissions.fromString("rwxrwxrwx"));
        // Then neither the root nor the computer's key can be believed.
        refused(computer.apply(), "trust.no_computer");
    }

    @Test
    void withoutAPinnedRootNothingIsBelieved() throws IOException {
        Files.delete(computer.root.resolve("etc/fettle/root.pem"));
        refused(computer.apply(), "trust.no_root");
    }

    @Test
    void withoutItsOwnKeyNothingIsForThisComputer() throws IOException {
        Files.delete(computer.root.resolve("etc/fettle/agent.pub"));
        refused(computer.apply(), "trust.no_computer");
    }

    @Test
    void aPackageWithOtherBytesIsRefused() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        Map<Digest, byte[]> content = new HashMap<>(published.content());
        Digest deb = published.steps().get(0).digest();
        content.put(deb, "the bad foo".getBytes(StandardCharsets.UTF_8));
        refused(
                computer.apply(computer.sealed(published.steps(), List.of(published.suite())), content),
                "content.altered");
    }

    @Test
    void aPackageWithMoreBytesIsRefused() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        Map<Digest, byte[]> content = new HashMap<>(published.content());
        content.put(published.steps().get(0).digest(), new byte[1 << 20]);
        refused(
                computer.apply(computer.sealed(published.steps(), List.of(published.suite())), content),
                "content.altered");
    }

    @Test
    void aPackageThatTheServerMadeUpIsRefused() throws IOException {
        byte[] bad = "a package of our own".getBytes(StandardCharsets.UTF_8);
        TestVendor.Published published = computer.vendor.publish();
        Step step = published.steps().get(0);
        Step madeUp = new Step(
                step.name(),
                step.arch(),
                step.from(),
                step.to(),
                step.uri(),
                step.suite(),
                step.component(),
                step.path(),
                bad.length,
                Digest.of(bad));
        Map<Digest, byte[]> content = new HashMap<>(published.content());
        content.put(Digest.of(bad), bad);
        refused(
                computer.apply(computer.sealed(List.of(madeUp), List.of(published.suite())), content),
                "package.not_in_index");
    }

    @Test
    void anIndexThatTheServerMadeUpIsRefused() throws IOException {
        TestVendor other = TestVendor.impostor(computer.now);
        other.offer("foo", "1.1", Optional.of("1.0"), "", "bad foo".getBytes(StandardCharsets.UTF_8));
        TestVendor.Published honest = computer.vendor.publish();
        TestVendor.Published bad = other.publish();
        MirroredSuite mixed = new MirroredSuite(
                "s",
                TestVendor.URI,
                "stable",
                honest.suite().release(),
                Optional.empty(),
                bad.suite().indexes());
        Map<Digest, byte[]> content = new HashMap<>(honest.content());
        content.putAll(bad.content());
        refused(computer.apply(computer.sealed(bad.steps(), List.of(mixed)), content), "index.not_in_release");
    }

    @Test
    void aListByAnotherKeyIsRefused() throws IOException {
        TestVendor other = TestVendor.impostor(computer.now);
        other.offer("foo", "1.1", Optional.of("1.0"), "", "bad foo".getBytes(StandardCharsets.UTF_8));
        TestVendor.Published bad = other.publish();
        refused(
                computer.apply(computer.sealed(bad.steps(), List.of(bad.suite())), bad.content()),
                "repository.not_signed");
    }

    @Test
    void aListWithOtherWordsIsRefused() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        byte[] altered = new String(published.inRelease(), StandardCharsets.UTF_8)
                .replace("Label: Vendor", "Label: Wendor")
                .getBytes(StandardCharsets.UTF_8);
        MirroredSuite suite = new MirroredSuite(
                "s",
                TestVendor.URI,
                "stable",
                new Stored(Digest.of(altered), altered.length),
                Optional.empty(),
                published.suite().indexes());
        Map<Digest, byte[]> content = new HashMap<>(published.content());
        content.put(Digest.of(altered), altered);
        refused(computer.apply(computer.sealed(published.steps(), List.of(suite)), content), "repository.not_signed");
    }

    @Test
    void aRepositoryThatTheOwnerDoesNotUseIsRefused() throws IOException {
        computer.commands.targets.clear();
        refused(computer.apply(), "repository.not_here");
    }

    @Test
    void anotherSuiteUnderTheNameIsRefused() throws IOException {
        computer.vendor.codename = "testing";
        refused(computer.apply(), "repository.other_suite");
    }

    @Test
    void anExpiredListIsRefused() throws IOException {
        computer.vendor.validUntil = Optional.of(computer.now.minusSeconds(1));
        refused(computer.apply(), "repository.expired");
    }

    @Test
    void aListOlderThanTheLastOneIsRefused() throws IOException {
        computer.apply();
        computer.commands.installed.put("foo", "1.0");
        computer.sequence = 8;
        computer.vendor.date = computer.vendor.date.minusSeconds(1);
        refusedAfter(computer.apply(), "repository.older");
    }

    @Test
    void aListOlderThanAptsOwnIsRefused() throws IOException {
        Files.write(
                computer.root.resolve("var/lib/apt/lists/vendor.example_debian_dists_stable_InRelease"),
                computer.vendor.publish().inRelease());
        computer.vendor.date = computer.vendor.date.minusSeconds(1);
        refused(computer.apply(), "repository.older");
    }

    @Test
    void aDowngradeIsRefused() throws IOException {
        computer.commands.installed.put("foo", "2.0");
        refused(computer.apply(), "level.not_newer");
    }

    @Test
    void whatIsNotInstalledIsNotInstalled() throws IOException {
        computer.commands.installed.clear();
        refused(computer.apply(), "level.not_installed");
    }

    @Test
    void aPlanThatRemovesIsRefused() throws IOException {
        computer.commands.plan.add("Remv bar [1.0]");
        refused(computer.apply(), "plan.removes");
    }

    @Test
    void aPlanWithMoreThanTheOrderIsRefusedAndTold() throws IOException {
        computer.commands.plan.add("Inst extra (3.0 Vendor:stable [amd64])");
        List<TaskReport> reports = computer.apply();
        refused(reports, "plan.differs");
        assertThat(reports.get(0).plan()).extracting("name").containsExactly("foo", "extra");
    }

    @Test
    void aNewPackageThatNothingNeedsIsRefused() throws IOException {
        computer.vendor.offer("extra", "1.0", Optional.empty(), "", "extra".getBytes(StandardCharsets.UTF_8));
        refused(computer.apply(), "plan.differs");
    }

    @Test
    void aPlanThatCannotBeReadIsRefused() throws IOException {
        computer.commands.plan.add("Inst something in another form");
        refused(computer.apply(), "plan.unreadable");
    }

    @Test
    void whatAptItselfDoesNotBelieveIsRefused() throws IOException {
        computer.commands.updateStatus = 100;
        refused(computer.apply(), "apt.lists_refused");
    }

    @Test
    void aRunThatLeavesTheOldVersionFails() throws IOException {
        computer.commands.run = () -> {};
        List<TaskReport> reports = computer.apply();
        TaskReport last = reports.get(reports.size() - 1);
        assertThat(last.state()).contains(TaskState.FAILED);
        assertThat(last.reasons()).extracting("code").contains("apply.incomplete");
    }

    @Test
    void namesThatLeadElsewhereAreRefused() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        for (String path : List.of("../../etc/cron.d/x.deb", "/etc/x.deb", "pool/../../x.deb", "pool/x.deb\n")) {
            Step step = published.steps().get(0);
            Step bad = new Step(
                    step.name(),
                    step.arch(),
                    step.from(),
                    step.to(),
                    step.uri(),
                    step.suite(),
                    step.component(),
                    path,
                    step.size(),
                    step.digest());
            computer.sequence++;
            refusedAfter(
                    computer.apply(computer.sealed(List.of(bad), List.of(published.suite())), published.content()),
                    "order.not_allowed");
        }
        for (String name : List.of("-o", "--purge", "foo=1", "foo bar", "../foo", "FOO")) {
            Step step = published.steps().get(0);
            Step bad = new Step(
                    name,
                    step.arch(),
                    step.from(),
                    step.to(),
                    step.uri(),
                    step.suite(),
                    step.component(),
                    step.path(),
                    step.size(),
                    step.digest());
            computer.sequence++;
            refusedAfter(
                    computer.apply(computer.sealed(List.of(bad), List.of(published.suite())), published.content()),
                    "order.not_allowed");
        }
    }

    @Test
    void aLinkInTheHandOverIsNotFollowed() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        computer.handOver(computer.sealed(published.steps(), List.of(published.suite())), published.content());
        Path deb = computer.spool
                .resolve("t1.ready/content")
                .resolve(published.steps().get(0).digest().hex());
        Files.move(deb, directory.resolve("elsewhere"));
        Files.createSymbolicLink(deb, directory.resolve("elsewhere"));
        refused(computer.process(), "handover.not_a_file");
    }

    @Test
    void aMissingFileIsNamed() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        Map<Digest, byte[]> content = new HashMap<>(published.content());
        content.remove(published.steps().get(0).digest());
        refused(
                computer.apply(computer.sealed(published.steps(), List.of(published.suite())), content),
                "handover.incomplete");
    }

    @Test
    void aHandOverThatIsALinkIsNotOpened() throws IOException {
        TestVendor.Published published = computer.vendor.publish();
        computer.handOver(computer.sealed(published.steps(), List.of(published.suite())), published.content());
        Files.move(computer.spool.resolve("t1.ready"), directory.resolve("real"));
        Files.createSymbolicLink(computer.spool.resolve("t1.ready"), directory.resolve("real"));
        assertThatThrownBy(computer::process).isInstanceOf(IOException.class);
        assertThat(computer.commands.acts).isEmpty();
    }

    @Test
    void aLinkInPlaceOfTheResultIsReplacedNotFollowed() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Files.createSymbolicLink(computer.spool.resolve("t1.result"), victim);
        computer.apply();
        assertThat(victim).hasContent("mine");
        assertThat(computer.results()).hasSize(3);
    }

    @Test
    void aHardLinkInPlaceOfTheResultIsReplacedNotWritten() throws IOException {
        Path victim = Files.writeString(directory.resolve("victim"), "mine");
        Files.createLink(computer.spool.resolve("t1.result"), victim);
        computer.apply();
        assertThat(victim).hasContent("mine");
    }

    @Test
    void aRunThatWasKilledIsFinishedByTheNext() throws IOException {
        computer.commands.run = () -> {
            throw new Killed();
        };
        TestVendor.Published published = computer.vendor.publish();
        computer.handOver(computer.sealed(published.steps(), List.of(published.suite())), published.content());
        assertThatThrownBy(computer::process).isInstanceOf(Killed.class);
        assertThat(computer.results())
                .extracting(report -> report.state().orElseThrow())
                .containsExactly(TaskState.APPLYING);
        computer.commands.run = () -> computer.commands.installed.put("foo", "1.1");
        assertThat(computer.process())
                .extracting(report -> report.state().orElseThrow())
                .containsExactly(TaskState.APPLYING, TaskState.VERIFYING, TaskState.SUCCEEDED);
    }

    /** As if the process had been killed: nothing of ours catches it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1L;
    }

    private void skipped(List<TaskReport> reports) {
        assertThat(reports).extracting(report -> report.state().orElseThrow()).containsExactly(TaskState.SKIPPED);
        assertThat(reports.get(0).reasons()).extracting("code").containsExactly("level.l0");
        assertThat(computer.commands.acts).isEmpty();
    }

    private void refused(List<TaskReport> reports, String code) {
        refusedAfter(reports, code);
        assertThat(computer.commands.acts).isEmpty();
    }

    private static void refusedAfter(List<TaskReport> reports, String code) {
        assertThat(reports).extracting(report -> report.state().orElseThrow()).containsExactly(TaskState.FAILED);
        assertThat(reports.get(0).reasons()).hasSize(1);
        assertThat(reports.get(0).reasons().get(0).code())
                .as("%s", reports.get(0).reasons())
                .isEqualTo(code);
    }
}
