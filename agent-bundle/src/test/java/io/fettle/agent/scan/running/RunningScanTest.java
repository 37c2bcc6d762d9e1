package io.fettle.agent.scan.running;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.ComputerFacts;
import io.fettle.api.inventory.InstalledPackage;
import io.fettle.api.inventory.Inventory;
import io.fettle.api.inventory.Level;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.inventory.SoftwareItem;
import io.fettle.api.running.KernelState;
import io.fettle.api.running.Running;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunningScanTest {
    @TempDir
    Path root;

    @Test
    void everythingButWhatRunsStaysAsItWas() throws IOException {
        ProcTree tree = new ProcTree(root).file("usr/lib/libssl.so.3", "new");
        tree.unit(1, "init.service").unit(7, "nginx.service", tree.code("/usr/lib/libssl.so.3 (deleted)"));
        Inventory before = inventory("rpm", "6.1", Optional.of("6.1"));
        Inventory after = new RunningScan(root).complete(before);
        Running running = after.facts().running().orElseThrow();
        assertThat(running.restart()).hasSize(1);
        assertThat(running.unseen()).isZero();
        assertThat(after)
                .isEqualTo(new Inventory(
                        before.facts().with(running), before.setup(), before.packages(), before.simulation()));
    }

    @Test
    void moreServicesThanFitAreCut() throws IOException {
        ProcTree tree = new ProcTree(root).file("usr/lib/libssl.so.3", "new");
        for (int i = 1; i <= 250; i++) {
            tree.unit(i, "s" + i + ".service", tree.code("/usr/lib/libssl.so.3 (deleted)"));
        }
        assertThat(running("rpm", "6.1", Optional.of("6.1")).restart()).hasSize(Running.MAX_SERVICES);
    }

    @Test
    void computerThatShowsNoProcessesIsNotCalledClean() {
        assertThat(running("deb", "6.1", Optional.empty()).unseen()).isEqualTo(1);
    }

    @Test
    void kernelsOfOtherPackageManagersAreJudgedByTheirOwnScan() {
        assertThat(running("rpm", "6.1", Optional.of("6.1")).kernel()).isEqualTo(KernelState.CURRENT);
        assertThat(running("rpm", "6.1", Optional.of("6.2")).kernel()).isEqualTo(KernelState.OUTDATED);
        assertThat(running("rpm", "6.1", Optional.empty()).kernel()).isEqualTo(KernelState.NOT_PACKAGED);
        assertThat(running("rpm", "", Optional.empty()).kernel()).isEqualTo(KernelState.UNKNOWN);
    }

    @Test
    void kernelOfAComputerWithoutPackagesIsUnknown() {
        Inventory plain = inventory("deb", "6.1", Optional.empty());
        Inventory bare = new Inventory(plain.facts(), Optional.empty(), List.of(), Optional.empty());
        assertThat(new RunningScan(root)
                        .complete(bare)
                        .facts()
                        .running()
                        .orElseThrow()
                        .kernel())
                .isEqualTo(KernelState.UNKNOWN);
    }

    private Running running(String ecosystem, String kernel, Optional<String> newest) {
        return new RunningScan(root)
                .complete(inventory(ecosystem, kernel, newest))
                .facts()
                .running()
                .orElseThrow();
    }

    private static Inventory inventory(String ecosystem, String kernel, Optional<String> newest) {
        ComputerFacts facts = new ComputerFacts(
                "pc",
                List.of(),
                "linux",
                "1",
                "",
                "Linux",
                kernel,
                newest,
                false,
                List.of("amd64"),
                Level.L0,
                "1",
                "b");
        SoftwareItem bash = new SoftwareItem(ecosystem, "bash", "1", "amd64", "bash", "1", MultiArch.NO);
        return new Inventory(facts, Optional.empty(), List.of(new InstalledPackage(bash, false)), Optional.empty());
    }
}
