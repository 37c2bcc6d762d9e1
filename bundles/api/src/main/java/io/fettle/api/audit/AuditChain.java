package io.fettle.api.audit;

import io.fettle.api.Digest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.TreeMap;

/**
 * Computes the values that chain the audit. Every text is hashed with its length before it, so no two entries share a
 * form; times count to the millisecond, which every database keeps.
 */
public final class AuditChain {
    /** Stands before the first entry. */
    public static final String START = "0".repeat(64);

    private AuditChain() {}

    /** The chain value of an entry, given the one of the entry before it. */
    public static String link(String previous, long number, AuditEntry entry) {
        MessageDigest hash = Digest.sha256();
        add(hash, previous);
        add(hash, number);
        add(hash, entry.at().toEpochMilli());
        add(hash, entry.actor());
        add(hash, entry.action());
        add(hash, entry.subject());
        add(hash, entry.outcome().name());
        add(hash, entry.details().size());
        for (Map.Entry<String, String> detail : new TreeMap<>(entry.details()).entrySet()) {
            add(hash, detail.getKey());
            add(hash, detail.getValue());
        }
        return Digest.ofHash(hash.digest()).hex();
    }

    private static void add(MessageDigest hash, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(hash, bytes.length);
        hash.update(bytes);
    }

    private static void add(MessageDigest hash, long number) {
        hash.update(ByteBuffer.allocate(Long.BYTES).putLong(number).array());
    }
}
