package io.fettle.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.audit.AuditChain;
import io.fettle.api.audit.AuditTrail.RecordedEntry;
import io.fettle.persistence.security.JpaAuditStore;
import io.fettle.spi.store.AuditStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Kills a process (SIGKILL) that writes on many threads: what it acknowledged is there, and nothing is there by half. */
class KilledWriterTest {
    private static final int ACKNOWLEDGED_BEFORE_THE_KILL = 400;

    @TempDir
    private Path directory;

    @Test
    @Timeout(120)
    void whatWasAcknowledgedSurvives() throws Exception {
        Path home = directory.resolve("db");
        Set<String> acknowledged = new HashSet<>();
        Set<String> sent = new HashSet<>();
        writeUntilKilled(home, sent, acknowledged);

        try (TestDatabase opened = TestDatabase.derbyIn(home)) {
            List<RecordedEntry> stored = all(new JpaAuditStore(opened.database()));
            List<String> subjects =
                    stored.stream().map(entry -> entry.entry().subject()).toList();

            assertThat(acknowledged).hasSizeGreaterThanOrEqualTo(ACKNOWLEDGED_BEFORE_THE_KILL);
            assertThat(subjects).doesNotHaveDuplicates().containsAll(acknowledged);
            assertThat(sent).containsAll(subjects);
            assertWhole(stored);
        } finally {
            TestDatabase.shutDerbyDown(home);
        }
    }

    private static void writeUntilKilled(Path home, Set<String> sent, Set<String> acknowledged)
            throws IOException, InterruptedException {
        Process writer = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-Dderby.stream.error.file=" + home.resolveSibling("derby.log"),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        AuditingProcess.class.getName(),
                        home.toString())
                .redirectError(home.resolveSibling("writer.err").toFile())
                .start();
        try (BufferedReader said = writer.inputReader(StandardCharsets.UTF_8)) {
            boolean killed = false;
            // What it said before it died is still in the pipe: read on to the end.
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                String[] words = line.split(" ");
                if (words.length == 2 && words[0].equals("sent")) {
                    sent.add(words[1]);
                } else if (words.length == 2 && words[0].equals("done")) {
                    acknowledged.add(words[1]);
                }
                if (!killed && acknowledged.size() >= ACKNOWLEDGED_BEFORE_THE_KILL) {
                    killed = true;
                    writer.toHandle().destroyForcibly(); // on the process itself it would close the pipe
                }
            }
        } finally {
            writer.destroyForcibly();
            assertThat(writer.waitFor(10, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static List<RecordedEntry> all(AuditStore store) {
        List<RecordedEntry> read = new ArrayList<>();
        List<RecordedEntry> chunk = store.after(0, 1_000);
        while (!chunk.isEmpty()) {
            read.addAll(chunk);
            chunk = store.after(read.get(read.size() - 1).number(), 1_000);
        }
        return read;
    }

    /** Head, numbers and chain were changed in the same transactions as the entries. */
    private static void assertWhole(List<RecordedEntry> stored) {
        String chain = AuditChain.START;
        for (int i = 0; i < stored.size(); i++) {
            RecordedEntry entry = stored.get(i);
            assertThat(entry.number()).isEqualTo(i + 1L);
            chain = AuditChain.link(chain, entry.number(), entry.entry());
            assertThat(entry.chain()).isEqualTo(chain);
        }
    }
}
