package io.fettle.api.source;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.identity.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The configured sources. Thread-safe; durable when a call returns; audited. A source is the server's, not an office's: its
 * state is no secret from anybody, so only what computers reported takes a scope.
 */
public interface Sources {
    Page<SourceStatus> list(PageRequest page);

    Optional<SourceStatus> find(String id);

    /**
     * Adds a source and starts its first run. Adding one that exists already (same kind, same identity, such as uri and
     * suite) returns the existing one with its settings updated, and starts its run; where nothing is other than before,
     * the audit gets no entry.
     *
     * @param settings keys of the kind; for {@code apt}: {@code uri}, {@code suite}, {@code components} and {@code
     *     architectures} (blank separated), {@code keyring} (armored, or base64 of a binary one), {@code fingerprints}
     *     (optional). Every kind has {@code network}: {@code public} (where it is left out) or {@code private}, which
     *     allows that the repository's own host has an address of a private network
     * @throws io.fettle.api.FettleException INVALID_SOURCE (USER), UNKNOWN_KIND (USER)
     */
    SourceStatus add(String kind, String name, Map<String, String> settings, Caller by);

    void remove(String id, Caller by);

    /** Starts a run now; does nothing where one is under way. Returns at once. */
    void syncNow(String id, Caller by);

    /**
     * The kinds of sources, and whether a plug-in for each is here now. A kind without a plug-in is in it for as long as a
     * source is configured for it.
     */
    Map<String, Boolean> kinds();

    /** Repositories that visible computers reported and that no source covers, as ready settings for {@link #add}. */
    List<Map<String, String>> suggestions(Scope scope);
}
