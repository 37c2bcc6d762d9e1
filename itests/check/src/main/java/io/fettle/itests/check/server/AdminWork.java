package io.fettle.itests.check.server;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fettle.itests.bench.program.Server;
import io.fettle.itests.check.company.AuditTrail;
import io.fettle.itests.check.company.HeadOffice;
import io.fettle.itests.check.run.BrokenPromiseException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** An admin who makes one enrolment token after the other. For one thread at a time. */
final class AdminWork {
    private static final int MOST = 100;

    private final HeadOffice office;
    private final List<String> acknowledged = new ArrayList<>();

    AdminWork(HeadOffice office) {
        this.office = office;
    }

    void work() {
        try {
            for (int i = 0; i < MOST; i++) {
                ObjectNode wish = Server.object().put("role", "AGENT").put("officeId", "head-office");
                wish.put("autoApprove", true).put("uses", 1).put("validity", "PT1H");
                wish.putArray("groups");
                wish.putArray("names");
                acknowledged.add(office.server()
                        .post("/api/v1/enrolment-tokens", wish)
                        .path("id")
                        .asText());
            }
        } catch (IOException e) {
            // The server is dead.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    int count() {
        return acknowledged.size();
    }

    /** Each token that was given out is there once, and in the audit once. */
    void require(AuditTrail audit) throws IOException, InterruptedException {
        List<String> there = office.all("/api/v1/enrolment-tokens").stream()
                .map(token -> token.path("id").asText())
                .toList();
        for (String id : acknowledged) {
            long times = there.stream().filter(id::equals).count();
            BrokenPromiseException.require(
                    times == 1, "token " + id + " was given out and is there " + times + " times");
            long audited = audit.about("token:" + id);
            BrokenPromiseException.require(audited == 1, "token " + id + " is in the audit " + audited + " times");
        }
    }
}
