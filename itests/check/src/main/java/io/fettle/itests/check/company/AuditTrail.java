package io.fettle.itests.check.company;

import com.fasterxml.jackson.databind.JsonNode;
import io.fettle.api.audit.AuditChain;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.itests.check.run.BrokenPromiseException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The server's audit, read anew and recomputed link by link. */
public final class AuditTrail {
    private final List<JsonNode> entries;

    private AuditTrail(List<JsonNode> entries) {
        this.entries = entries;
    }

    /** While nobody adds to it. */
    public static AuditTrail read(HeadOffice office) throws IOException, InterruptedException {
        List<JsonNode> oldestFirst = new ArrayList<>(office.all("/api/v1/audit"));
        Collections.reverse(oldestFirst);
        return new AuditTrail(oldestFirst);
    }

    /** Numbered from 1 without gaps, and each entry tied to the one before it. */
    public void requireIntact() {
        String link = AuditChain.START;
        for (int i = 0; i < entries.size(); i++) {
            JsonNode entry = entries.get(i);
            long number = entry.path("number").asLong();
            BrokenPromiseException.require(number == i + 1, "audit entry " + (i + 1) + " has the number " + number);
            link = AuditChain.link(link, number, read(entry));
            BrokenPromiseException.require(
                    link.equals(entry.path("chain").asText()), "the audit's chain is broken at entry " + number);
        }
    }

    /** What was recorded before is there, and as it was. */
    public void requireContinues(AuditTrail earlier) {
        BrokenPromiseException.require(
                entries.size() >= earlier.entries.size()
                        && entries.subList(0, earlier.entries.size()).equals(earlier.entries),
                "the audit had " + earlier.entries.size() + " entries, and now other ones: " + entries.size());
    }

    /** How many entries are about this. */
    public long about(String subject) {
        return entries.stream()
                .filter(e -> e.path("subject").asText().equals(subject))
                .count();
    }

    private static AuditEntry read(JsonNode entry) {
        Map<String, String> details = new TreeMap<>();
        entry.path("details")
                .fields()
                .forEachRemaining(f -> details.put(f.getKey(), f.getValue().asText()));
        return new AuditEntry(
                Instant.parse(entry.path("at").asText()),
                entry.path("actor").asText(),
                entry.path("action").asText(),
                entry.path("subject").asText(),
                AuditOutcome.valueOf(entry.path("outcome").asText()),
                details);
    }
}
