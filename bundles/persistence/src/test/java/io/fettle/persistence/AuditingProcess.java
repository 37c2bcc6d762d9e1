package io.fettle.persistence;

import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.persistence.security.JpaAuditStore;
import io.fettle.spi.store.AuditStore;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Writes audit entries on several threads until it is killed; says what it sends and what it was acknowledged. */
final class AuditingProcess {
    private static final int THREADS = 8;

    private AuditingProcess() {}

    public static void main(String[] arguments) {
        AuditStore store =
                new JpaAuditStore(TestDatabase.derbyIn(Path.of(arguments[0])).database());
        for (int thread = 0; thread < THREADS; thread++) {
            int number = thread;
            new Thread(() -> writeForEver(store, number)).start();
        }
    }

    private static void writeForEver(AuditStore store, int thread) {
        for (int i = 0; ; i++) {
            String subject = "s:" + thread + "-" + i;
            say("sent " + subject);
            store.append(List.of(
                    new AuditEntry(Instant.EPOCH, "system", "test.written", subject, AuditOutcome.DONE, Map.of())));
            say("done " + subject);
        }
    }

    private static synchronized void say(String line) {
        System.out.println(line);
        System.out.flush();
    }
}
