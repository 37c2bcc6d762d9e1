package io.fettle.spi.store;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.trust.KeyId;
import java.time.Instant;
import java.util.Optional;

/** Keeps enrolment tokens and who claimed a use of one. Each write is one transaction. Thread-safe; blocks. */
public interface EnrolmentTokenStore {

    /** Adds a token. An id that is taken fails. */
    void insert(TokenRow token);

    Optional<TokenRow> find(String id);

    /** Those of visible offices, newest first. */
    Page<EnrolmentToken> page(Scope scope, PageRequest page);

    /** Ends a token from now on; false where there is no such token. A second call changes nothing. */
    boolean revoke(String id, Instant at);

    /**
     * Claims one use for a key. N uses under any number of parallel claims by different keys give exactly N claims; claims
     * by one key, also parallel ones, use up one.
     *
     * @param subjectId id that the joining machine gets if this is the key's first claim of this token
     * @return the subject id of the key's first claim; empty where the token is unknown, revoked, expired at {@code now} or
     *     used up (a key that already has its claim still gets it when the token is used up, but not when it is revoked or
     *     expired)
     */
    Optional<String> claim(String tokenId, KeyId key, String subjectId, Instant now);

    /** Gives back a claim whose joining failed; does nothing where there is none. */
    void release(String tokenId, KeyId key);

    /**
     * A token with the key that proves it.
     *
     * @param proofKey derived from the token's secret, at most 64 bytes; the secret itself is kept nowhere
     */
    record TokenRow(EnrolmentToken token, byte[] proofKey) {}
}
