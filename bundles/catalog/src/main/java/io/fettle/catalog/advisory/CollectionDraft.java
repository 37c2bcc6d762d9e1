package io.fettle.catalog.advisory;

import io.fettle.api.advisory.Advisory;
import io.fettle.api.advisory.VulnerabilityNote;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** One collection while a source hands it over. For one thread. */
public final class CollectionDraft {
    /** Long enough for people to ask where an advisory went. */
    static final Duration TOMBSTONES_KEPT = Duration.ofDays(400);

    private final RecordSegmentWriter writer = new RecordSegmentWriter();
    private final Map<String, String> revisions = new HashMap<>();

    public void add(Advisory advisory) {
        String known = revisions.get(advisory.nativeId());
        if (known != null && known.compareTo(advisory.revision()) > 0) {
            return;
        }
        revisions.put(advisory.nativeId(), advisory.revision());
        put(advisory);
    }

    public void add(VulnerabilityNote note) {
        writer.put(Keys.note(note.cve()), NoteCodec.write(note), Set.of());
    }

    private void put(Advisory advisory) {
        Set<String> words = new LinkedHashSet<>();
        advisory.cves().forEach(cve -> words.add(Keys.about(cve)));
        if (advisory.status() == Advisory.Status.WITHDRAWN) {
            words.add(Keys.WITHDRAWN);
        } else {
            advisory.affected().forEach(affected -> words.add(Keys.about(affected.subject())));
            advisory.aliases().forEach(alias -> words.add(Keys.alias(alias)));
            advisory.supersedes().forEach(id -> words.add(Keys.supersedes(id)));
            if (!advisory.aliases().isEmpty()) {
                words.add(Keys.alias(advisory.nativeId()));
            }
        }
        writer.put(Keys.advisory(advisory.nativeId()), AdvisoryCodec.write(advisory), words);
    }

    /**
     * Ends the collection.
     *
     * @param before what the collection was: advisories of it that did not come again become tombstones
     * @return the bytes of its segment
     */
    public byte[] finish(Optional<RecordSegment> before, Instant now) {
        before.ifPresent(segment -> bury(segment, now));
        return writer.write();
    }

    private void bury(RecordSegment before, Instant now) {
        for (int row = 0; row < before.rows(); row++) {
            String key = before.key(row);
            if (key.startsWith(Keys.ADVISORY) && !writer.has(key)) {
                Advisory gone = AdvisoryCodec.read(key.substring(Keys.ADVISORY.length()), before.body(row));
                Instant since = gone.withdrawn().orElse(now);
                if (since.plus(TOMBSTONES_KEPT).isAfter(now)) {
                    put(gone.withdrawnAt(since));
                }
            }
        }
    }
}
