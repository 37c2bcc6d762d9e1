package io.fettle.agent.scan;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.inventory.PlannedChange;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SimulatedRunTest {
    /** Lines of apt 2.6. */
    private static final String OUTPUT = """
            Reading package lists...
            Calculating upgrade...
            The following packages have been kept back:
              libc6:i386 sudo
              vim
            The following upgrades have been deferred due to phasing:
              systemd
            The following packages will be upgraded:
              bash perl
            Inst bash [5.2.15-2+b8] (5.2.15-2+b13 Debian:12.15/oldstable [amd64])
            Inst perl [5.36.0-7] (5.36.0-8 Debian-Security:12/oldstable-security, Debian:12.15/oldstable [amd64]) [perl:amd64 ]
            Inst linux-image-6.1.0-56-cloud-amd64 (6.1.192-2 Debian-Security:12/oldstable-security [amd64])
            Inst libssl3:i386 [3.0.11-1] (3.0.13-1 My Own Label:1/stable [i386]) []
            Inst local (1.0 [all])
            Remv git [1:2.39.2-1.1]
            Conf bash (5.2.15-2+b13 Debian:12.15/oldstable [amd64])
            """;

    @Test
    void everyKindOfLineIsUnderstood() {
        SimulatedRun run = SimulatedRun.parse(OUTPUT);
        assertThat(run.changes())
                .containsExactly(
                        new PlannedChange("bash", "amd64", Optional.of("5.2.15-2+b8"), "5.2.15-2+b13"),
                        new PlannedChange("perl", "amd64", Optional.of("5.36.0-7"), "5.36.0-8"),
                        new PlannedChange("linux-image-6.1.0-56-cloud-amd64", "amd64", Optional.empty(), "6.1.192-2"),
                        new PlannedChange("libssl3", "i386", Optional.of("3.0.11-1"), "3.0.13-1"),
                        new PlannedChange("local", "all", Optional.empty(), "1.0"));
        assertThat(run.removed()).containsExactly("git");
        assertThat(run.keptBack()).containsExactly("libc6:i386", "sudo", "vim");
        assertThat(run.phased()).containsExactly("systemd");
    }
}
