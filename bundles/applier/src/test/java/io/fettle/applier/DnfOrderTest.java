package io.fettle.applier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Reason;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.PlannedChange;
import io.fettle.api.inventory.ReplacedPackage;
import io.fettle.testkit.rpm.RpmTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders for a computer that the real dnf rules: signed packages, a root of its own. */
@Tag("dnf")
final class DnfOrderTest {
    private static final String SIDE_BY_SIDE = "Provides: installonlypkg(kernel)";
    /** Waits while it is being installed, as long as somebody holds it. */
    private static final String WAITING = "%post -p <lua>\nif posix.access('/run/hold') then"
            + " io.open('/run/waiting','w'):close() end\nwhile posix.access('/run/hold') do posix.sleep(1) end\n"
            + "io.open('/run/configured','a'):write('x'):close()";

    @TempDir
    static Path keys;

    @TempDir
    Path dir;

    private DnfComputer computer;

    @BeforeEach
    void setUp() throws Exception {
        RpmTools.assumeInstalled(
                "orders for dnf",
                "rpm",
                "rpmbuild",
                "rpmsign",
                "rpmkeys",
                "gpg",
                "createrepo_c",
                "modifyrepo_c",
                "dnf");
        RpmTools.assumeRoot("orders for dnf");
        computer = new DnfComputer(dir, keys);
    }

    @Test
    void bringsWhatIsOrderedAndWhatItNeeds() throws Exception {
        computer.has("foo 1 2 1 noarch", "Requires: bar")
                .has("bar 0 1 1 noarch")
                .has("other 0 2 1 noarch");
        computer.has("foo 1 3 1 noarch").with("foo 0 1 1 noarch", "other 0 1 1 noarch");
        Step foo = computer.step("1-1", "foo 1 2 1 noarch");
        succeeded(computer.apply(foo, computer.step("", "bar 0 1 1 noarch")));
        assertThat(computer.installed()).containsExactly("bar-1-1.noarch", "foo-2-1.noarch", "other-1-1.noarch");
        assertThat(computer.journal()).containsPattern("VERIFIED \\S+ 2 packages signed by [0-9a-f]{8,16}\n");
        assertThat(computer.root.resolve("var/lib/fettle-applier/own/tasks/t1/content"))
                .doesNotExist();
        assertThat(computer.wanted()).doesNotContain("bar");
    }

    @Test
    void aPlanOfMoreThanTheOrderIsToldAndNothingIsDone() throws Exception {
        computer.has("foo 0 2 1 noarch", "Requires: bar").has("bar 0 1 1 noarch");
        computer.with("foo 0 1 1 noarch");
        TaskReport refused = failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "plan.differs");
        assertThat(refused.plan())
                .containsExactlyInAnyOrder(
                        new PlannedChange("foo", "noarch", Optional.of("1-1"), "2-1"),
                        new PlannedChange("bar", "noarch", Optional.empty(), "1-1"));
        assertThat(computer.installed()).containsExactly("foo-1-1.noarch");
    }

    @Test
    void whatNoOneNeedsIsNotBroughtAlong() throws Exception {
        computer.has("foo 0 2 1 noarch").has("extra 0 1 1 noarch");
        computer.with("foo 0 1 1 noarch");
        failed(
                computer.apply(computer.step("1-1", "foo 0 2 1 noarch"), computer.step("", "extra 0 1 1 noarch")),
                "plan.differs");
        assertThat(computer.installed()).containsExactly("foo-1-1.noarch");
    }

    @Test
    void aPackageOfAnotherKeyIsRefusedBeforeDnfSeesIt() throws Exception {
        computer.makeKey("impostor");
        computer.signedBy("impostor", "foo 0 2 1 noarch").with("foo 0 1 1 noarch");
        Reason why = failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "rpm.foreign_key")
                .reasons()
                .get(0);
        assertThat(why.parameters()).containsEntry("package", "foo-2-1.noarch").containsKey("key");
        assertThat(computer.installed()).containsExactly("foo-1-1.noarch");
    }

    @Test
    void aKeyThatRpmTrustsWillDo() throws Exception {
        computer.makeKey("second");
        computer.signedBy("second", "foo 0 2 1 noarch").with("foo 0 1 1 noarch").importKey("second");
        succeeded(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")));
    }

    /** The repository says gpgcheck=0. */
    @Test
    void anUnsignedPackageIsRefusedWhateverTheRepositorySays() throws Exception {
        computer.signedBy("", "foo 0 2 1 noarch").with("foo 0 1 1 noarch");
        failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "rpm.unsigned");
        assertThat(computer.installed()).containsExactly("foo-1-1.noarch");
    }

    @Test
    void theListIsSignedWhereItsOwnerAsksForThat() throws Exception {
        computer.has("foo 0 2 1 noarch").with("foo 0 1 1 noarch").signList("");
        failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "repository.not_signed");
        computer.signList("vendor");
        succeeded(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")));
    }

    @Test
    void aPackageThatIsNotWhatItsStepSaysIsRefused() throws Exception {
        computer.has("foo 0 2 1 noarch").has("evil 0 2 1 noarch").with("foo 0 1 1 noarch");
        Step evil = computer.step("1-1", "evil 0 2 1 noarch");
        Step foo = new Step(
                "foo",
                "noarch",
                evil.from(),
                evil.to(),
                evil.uri(),
                evil.suite(),
                "",
                evil.path(),
                evil.size(),
                evil.digest());
        failed(computer.apply(foo), "rpm.other_package");
    }

    @Test
    void anOlderPackageIsRefused() throws Exception {
        computer.has("foo 0 1 1 noarch").with("foo 1 0.5 1 noarch");
        failed(computer.apply(computer.step("1:0.5-1", "foo 0 1 1 noarch")), "level.not_newer");
    }

    @Test
    void aNewPackageThatNobodyAskedForIsRefused() throws Exception {
        computer.has("foo 0 2 1 noarch").with("bar 0 1 1 noarch");
        failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "level.not_installed");
    }

    @Test
    void aRepositoryThatTheOwnerDoesNotUseIsRefused() throws Exception {
        computer.has("foo 0 2 1 noarch").with("foo 0 1 1 noarch");
        computer.write("etc/yum.repos.d/base.repo", "[base]\nname=b\nbaseurl=http://rpm.example.org/other/\n");
        failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "repository.not_here");
    }

    @Test
    void aLockStaysInForce() throws Exception {
        RpmTools.assumeDnfCommand("an order against versionlock", "versionlock");
        computer.has("foo 0 2 1 noarch").lock("foo-0:1-1.*").with("foo 0 1 1 noarch");
        failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "dnf.kept_away");
        assertThat(computer.installed()).containsExactly("foo-1-1.noarch");
    }

    @Test
    void anExcludeStaysInForce() throws Exception {
        computer.has("foo 0 2 1 noarch").setting("excludepkgs=fo*").with("foo 0 1 1 noarch");
        failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "dnf.kept_away");
    }

    @Test
    void whatIsNeededAndNotToBeHadIsToldInDnfsWords() throws Exception {
        computer.has("foo 0 2 1 noarch", "Requires: nowhere").with("foo 0 1 1 noarch");
        Reason why = failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "dnf.unsatisfied")
                .reasons()
                .get(0);
        assertThat(why.parameters().get("words")).contains("nothing provides nowhere");
    }

    @Test
    void whatWouldRemoveAnotherPackageIsRefused() throws Exception {
        computer.has("foo 0 2 1 noarch", "Conflicts: bar").with("foo 0 1 1 noarch", "bar 0 1 1 noarch");
        failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "dnf.unsatisfied");
        assertThat(computer.installed()).containsExactly("bar-1-1.noarch", "foo-1-1.noarch");
    }

    @Test
    void aPackageIsReplacedOnlyWhereTheOrderSaysSo() throws Exception {
        computer.has("new 0 3 1 noarch", "Obsoletes: old < 2", "Provides: old = 3")
                .with("old 0 1 1 noarch");
        Step step = computer.step("", "new 0 3 1 noarch");
        failed(computer.apply(step.replacing(List.of(new ReplacedPackage("other", "noarch", "1-1")))), "plan.differs");
        assertThat(computer.installed()).containsExactly("old-1-1.noarch");
        succeeded(computer.apply(step.replacing(List.of(new ReplacedPackage("old", "noarch", "1-1")))));
        assertThat(computer.installed()).containsExactly("new-3-1.noarch");
    }

    @Test
    void anUpgradeThatReplacesAnotherSaysSoToo() throws Exception {
        computer.has("foo 0 2 1 noarch", "Obsoletes: foo-libs < 2").with("foo 0 1 1 noarch", "foo-libs 0 1 1 noarch");
        Step step = computer.step("1-1", "foo 0 2 1 noarch");
        List<ReplacedPackage> libs = List.of(new ReplacedPackage("foo-libs", "noarch", "1-1"));
        assertThat(failed(computer.apply(step), "plan.differs").plan())
                .containsExactly(new PlannedChange("foo", "noarch", Optional.of("1-1"), "2-1", libs));
        succeeded(computer.apply(step.replacing(libs)));
        assertThat(computer.installed()).containsExactly("foo-2-1.noarch");
    }

    @Test
    void aKernelIsAddedSideBySide() throws Exception {
        computer.has("kernel-core 0 5.14 427 x86_64", SIDE_BY_SIDE);
        computer.with(List.of(SIDE_BY_SIDE), "kernel-core 0 5.14 70 x86_64", "kernel-core 0 5.14 284 x86_64");
        succeeded(computer.apply(computer.step("5.14-284", "kernel-core 0 5.14 427 x86_64")));
        assertThat(computer.installed())
                .containsExactly(
                        "kernel-core-5.14-284.x86_64", "kernel-core-5.14-427.x86_64", "kernel-core-5.14-70.x86_64");
    }

    @Test
    void theOldestKernelGoesWhereTheOwnerKeepsSoManyAndTheOrderSaysSo() throws Exception {
        computer.has("kernel-core 0 5.14 427 x86_64", SIDE_BY_SIDE).setting("installonly_limit=2");
        computer.with(List.of(SIDE_BY_SIDE), "kernel-core 0 5.14 70 x86_64", "kernel-core 0 5.14 284 x86_64");
        Step step = computer.step("5.14-284", "kernel-core 0 5.14 427 x86_64");
        List<ReplacedPackage> oldest = List.of(new ReplacedPackage("kernel-core", "x86_64", "5.14-70"));
        assertThat(failed(computer.apply(step), "plan.differs").plan().get(0).replaces())
                .isEqualTo(oldest);
        succeeded(computer.apply(step.replacing(oldest)));
        assertThat(computer.installed()).containsExactly("kernel-core-5.14-284.x86_64", "kernel-core-5.14-427.x86_64");
    }

    @Test
    void aModuleStaysAtItsStream() throws Exception {
        computer.write(
                "etc/dnf/modules.d/nodejs.module", "[nodejs]\nname=nodejs\nstream=18\nprofiles=\nstate=enabled\n");
        computer.has("nodejs 1 18.2 1.el9 x86_64", "ModularityLabel: nodejs:18:2:c")
                .has("nodejs 1 20.1 1.el9 x86_64", "ModularityLabel: nodejs:20:1:c")
                .modules(module("18", "nodejs-1:18.2-1.el9.x86_64"))
                .modules(module("20", "nodejs-1:20.1-1.el9.x86_64"))
                .with("nodejs 1 18.1 1.el9 x86_64");
        failed(computer.apply(computer.step("1:18.1-1.el9", "nodejs 1 20.1 1.el9 x86_64")), "dnf.kept_away");
        succeeded(computer.apply(computer.step("1:18.1-1.el9", "nodejs 1 18.2 1.el9 x86_64")));
        assertThat(computer.installed()).containsExactly("nodejs-18.2-1.el9.x86_64");
        assertThat(Files.readString(computer.root.resolve("etc/dnf/modules.d/nodejs.module")))
                .contains("stream=18")
                .contains("state=enabled");
    }

    private static String module(String stream, String artifact) {
        return "---\ndocument: modulemd\nversion: 2\ndata:\n  name: nodejs\n  stream: \"" + stream
                + "\"\n  version: 2\n  context: c\n  arch: x86_64\n  summary: s\n  description: d\n"
                + "  license:\n    module: [MIT]\n  artifacts:\n    rpms:\n    - " + artifact + "\n...\n";
    }

    @Test
    void aScriptThatFailsIsTold() throws Exception {
        computer.has("foo 0 2 1 noarch", "%post -p <lua>\nerror('no way')").with("foo 0 1 1 noarch");
        List<TaskReport> reports = computer.apply(computer.step("1-1", "foo 0 2 1 noarch"));
        succeeded(reports);
        assertThat(last(reports).reasons()).extracting(Reason::code).containsExactly("dnf.script_failed");
        assertThat(last(reports).reasons().get(0).parameters().get("words")).contains("foo");
    }

    @Test
    void aPackageWhoseFirstScriptFailsIsNotInstalled() throws Exception {
        computer.has("foo 0 2 1 noarch", "%pre -p <lua>\nerror('no way')").with("foo 0 1 1 noarch");
        List<TaskReport> reports = computer.apply(computer.step("1-1", "foo 0 2 1 noarch"));
        assertThat(last(reports).state()).contains(TaskState.FAILED);
        assertThat(last(reports).reasons())
                .extracting(Reason::code)
                .containsExactly("dnf.package_failed", "apply.incomplete");
        assertThat(computer.installed()).containsExactly("foo-1-1.noarch");
    }

    @Test
    void healsATransactionThatWasKilledInTheMiddle() throws Exception {
        held();
        computer.killNext(false);
        List<TaskReport> reports = computer.apply(steps());
        healed(reports);
    }

    @Test
    void goesOnAfterEverythingWasKilled() throws Exception {
        held();
        computer.killNext(true);
        assertThatThrownBy(() -> computer.apply(steps())).isInstanceOf(KilledCommands.Killed.class);
        assertThat(computer.installed()).contains("new-1-1.noarch");
        healed(computer.process());
    }

    private void held() throws Exception {
        computer.has("foo 0 2 1 noarch", "Requires: new", "Requires(post): new", WAITING)
                .has("new 0 1 1 noarch")
                .with("foo 0 1 1 noarch");
        computer.write("run/hold", "");
    }

    private Step[] steps() throws IOException {
        return new Step[] {computer.step("1-1", "foo 0 2 1 noarch"), computer.step("", "new 0 1 1 noarch")};
    }

    private void healed(List<TaskReport> reports) throws Exception {
        succeeded(reports);
        assertThat(last(reports).reasons()).extracting(Reason::code).contains("apply.healed");
        assertThat(computer.installed()).containsExactly("foo-2-1.noarch", "new-1-1.noarch");
        assertThat(computer.wanted()).doesNotContain("new");
        // Its script was cut off, and ran again to its end.
        assertThat(computer.root.resolve("run/configured")).isNotEmptyFile();
        assertThat(computer.root.resolve("var/lib/fettle-applier/own/rpm-unfinished"))
                .doesNotExist();
    }

    @Test
    void aPackageThatSomebodyElseLeftTwiceIsNoGroundToBuildOn() throws Exception {
        computer.has("foo 0 2 1 noarch").with("foo 0 1 1 noarch", "bar 0 1 1 noarch", "bar 0 2 1 noarch");
        Reason why = failed(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")), "rpm.broken")
                .reasons()
                .get(0);
        assertThat(why.parameters().get("words")).contains("bar");
    }

    @Test
    void anOrderForAptIsNotForDnf() throws Exception {
        computer.has("foo 0 2 1 noarch").with("foo 0 1 1 noarch");
        computer.kind = io.fettle.protocol.Order.Kind.UPGRADE;
        assertThat(last(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")))
                        .state())
                .contains(TaskState.FAILED);
        assertThat(computer.installed()).containsExactly("foo-1-1.noarch");
    }

    @Test
    void aComputerThatOnlyReportsIsNotChanged() throws Exception {
        computer.has("foo 0 2 1 noarch").with("foo 0 1 1 noarch").write("etc/fettle/level", "L0\n");
        assertThat(last(computer.apply(computer.step("1-1", "foo 0 2 1 noarch")))
                        .state())
                .contains(TaskState.SKIPPED);
        assertThat(computer.installed()).containsExactly("foo-1-1.noarch");
    }

    private static TaskReport last(List<TaskReport> reports) {
        return reports.get(reports.size() - 1);
    }

    private static TaskReport failed(List<TaskReport> reports, String code) {
        assertThat(last(reports).state()).as("%s", reports).contains(TaskState.FAILED);
        assertThat(last(reports).reasons()).extracting(Reason::code).containsExactly(code);
        return last(reports);
    }

    private static void succeeded(List<TaskReport> reports) {
        assertThat(reports)
                .as("%s", reports)
                .extracting(report -> report.state().orElseThrow())
                .containsExactly(TaskState.APPLYING, TaskState.VERIFYING, TaskState.SUCCEEDED);
    }
}
