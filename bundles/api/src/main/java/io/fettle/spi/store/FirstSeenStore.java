package io.fettle.spi.store;

import io.fettle.api.catalog.PatchId;
import io.fettle.api.inventory.SoftwareItem;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Keeps since when each patch is known to be missing anywhere, and where it was on offer. Rows are added, never changed and never taken away: a patch
 * that comes back is an old one. The assessment is the only caller: it reads everything once and works from memory
 * afterwards. They are nobody's news, so no change rows go with them. Thread-safe; blocks.
 */
public interface FirstSeenStore {
    /** Hands over every patch, in any order. */
    void readAll(Consumer<FirstSeen> reader);

    /** Adds patches, in one transaction. One that is there already keeps its day. */
    void add(List<FirstSeen> patches);

    /** Hands over every offer, in any order. */
    void readOffers(Consumer<Offered> reader);

    /** Adds offers, in one transaction. One that is there already stays as it is. */
    void addOffers(List<Offered> offers);

    /**
     * A patch where it was on offer while somebody missed it. Kept when it is not any more: whoever waits for what took its
     * place has been waiting since then.
     *
     * @param version what it brings; what packages say of others is not kept
     * @param line names who offered it and in which release
     */
    record Offered(PatchId patch, SoftwareItem version, String line) {
        public static final int LONGEST_TEXT = 256;

        /** Whether no text is too long. */
        public boolean isStorable() {
            return Stream.of(
                            version.ecosystem(),
                            version.name(),
                            version.version(),
                            version.arch(),
                            version.sourceName(),
                            version.sourceVersion(),
                            line)
                    .allMatch(text -> text.length() <= LONGEST_TEXT);
        }
    }

    /** @param day in UTC */
    record FirstSeen(PatchId patch, LocalDate day) {}
}
