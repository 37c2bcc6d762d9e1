package io.fettle.applier;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.deployment.TaskReport;
import io.fettle.api.deployment.TaskState;
import io.fettle.testkit.rpm.RpmTools;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders for a computer that the real dnf rules: signed packages, a root of its own. */
@Tag("dnf")
final class DnfOrderTest {
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
        computer = new DnfComputer(dir);
    }

    @Test
    void bringsWhatIsOrderedAndWhatItNeeds() throws Exception {
        computer.has("foo 1 2 1 noarch", "Requires: bar")
                .has("bar 0 1 1 noarch")
                .has("other 0 2 1 noarch");
        computer.with("foo 0 1 1 noarch", "other 0 1 1 noarch");
        List<TaskReport> reports =
                computer.apply(computer.step("1-1", "foo 1 2 1 noarch"), computer.step("", "bar 0 1 1 noarch"));
        succeeded(reports);
        assertThat(computer.installed()).containsExactly("bar-1-1.noarch", "foo-2-1.noarch", "other-1-1.noarch");
    }

    private static void succeeded(List<TaskReport> reports) {
        assertThat(reports)
                .as("%s", reports)
                .extracting(report -> report.state().orElseThrow())
                .containsExactly(TaskState.APPLYING, TaskState.VERIFYING, TaskState.SUCCEEDED);
    }
}
