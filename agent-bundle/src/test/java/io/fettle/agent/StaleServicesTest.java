package io.fettle.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.agent.work.Workbench;
import io.fettle.api.running.Running;
import io.fettle.api.running.StaleService;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the agent tells of services that wait for a restart, and when it looks again. */
class StaleServicesTest extends AgentScene {
    private static final String MAPPED = "7f00-7f01 r-xp 0 fe:01 12 /usr/lib/libssl.so.3";

    private AgentLoop loop;

    @BeforeEach
    void start() throws IOException {
        write("proc/1/stat", "1 (systemd) S 0 1 1 0 -1 4194560 1\n");
        write("proc/1/maps", "");
        write("usr/lib/libssl.so.3", "new");
        process(7, MAPPED + " (deleted)");
        loop = loop(() -> {}, new Workbench(Runnable::run, () -> {}));
    }

    @AfterEach
    void stop() {
        loop.close();
    }

    @Test
    void serviceIsToldOnceAndNoLongerAfterItsRestart() throws IOException {
        turns(Duration.ofHours(3));
        assertThat(told()).extracting(StaleService::service).containsExactly("nginx.service");
        assertThat(server.inventories).as("scanned again, nothing new").hasSize(1);
        process(7, MAPPED);
        turns(Duration.ofMinutes(70));
        assertThat(told()).isEmpty();
        assertThat(server.inventories).hasSize(2);
    }

    @Test
    void otherProcessesOfTheSameServiceAreNoNews() throws IOException {
        turns(Duration.ofMinutes(10));
        process(8, MAPPED + " (deleted)");
        turns(Duration.ofHours(3));
        assertThat(server.inventories).hasSize(1);
    }

    private void process(int pid, String maps) throws IOException {
        write("proc/" + pid + "/stat", pid + " (nginx) S 1 1 1 0 -1 4194560 1\n");
        write("proc/" + pid + "/cgroup", "0::/system.slice/nginx.service\n");
        write("proc/" + pid + "/maps", maps + "\n");
    }

    private List<StaleService> told() {
        return server.inventories
                .get(server.inventories.size() - 1)
                .inventory()
                .facts()
                .running()
                .map(Running::restart)
                .orElseThrow();
    }

    private void turns(Duration length) {
        Duration step = Duration.ofMinutes(5);
        for (Duration left = length; !left.isNegative(); left = left.minus(step)) {
            loop.turn();
            loop.turn();
            clock.advance(step);
        }
        loop.turn();
    }
}
