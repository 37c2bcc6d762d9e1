package io.fettle.security;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.trust.KeyId;
import io.fettle.spi.store.EnrolmentTokenStore;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Tokens in a map. */
public final class MemoryTokenStore implements EnrolmentTokenStore {
    private final Map<String, TokenRow> rows = new LinkedHashMap<>();
    private final Map<String, String> claims = new LinkedHashMap<>();

    @Override
    public synchronized void insert(TokenRow token) {
        rows.put(token.token().id(), token);
    }

    @Override
    public synchronized Optional<TokenRow> find(String id) {
        return Optional.ofNullable(rows.get(id));
    }

    @Override
    public synchronized Page<EnrolmentToken> page(Scope scope, PageRequest page) {
        List<EnrolmentToken> all = rows.values().stream()
                .map(TokenRow::token)
                .filter(token -> scope.sees(token.officeId()))
                .toList();
        return new Page<>(all, all.size());
    }

    @Override
    public synchronized boolean revoke(String id, Instant at) {
        if (!rows.containsKey(id)) {
            return false;
        }
        replace(id, 0, Optional.of(at));
        return true;
    }

    @Override
    public synchronized Optional<String> claim(String tokenId, KeyId key, String subjectId, Instant now) {
        EnrolmentToken token = rows.get(tokenId).token();
        if (token.revokedAt().isPresent() || !now.isBefore(token.expiresAt())) {
            return Optional.empty();
        }
        String before = claims.get(tokenId + key);
        if (before != null) {
            return Optional.of(before);
        }
        if (token.usesLeft() == 0) {
            return Optional.empty();
        }
        replace(tokenId, -1, Optional.empty());
        claims.put(tokenId + key, subjectId);
        return Optional.of(subjectId);
    }

    @Override
    public synchronized void release(String tokenId, KeyId key) {
        if (claims.remove(tokenId + key) != null) {
            replace(tokenId, 1, Optional.empty());
        }
    }

    private void replace(String id, int uses, Optional<Instant> revokedAt) {
        TokenRow row = rows.get(id);
        EnrolmentToken t = row.token();
        rows.put(
                id,
                new TokenRow(
                        new EnrolmentToken(
                                t.id(),
                                t.role(),
                                t.officeId(),
                                t.groups(),
                                t.autoApprove(),
                                t.usesLeft() + uses,
                                t.createdAt(),
                                t.expiresAt(),
                                revokedAt,
                                t.createdBy(),
                                t.names()),
                        row.proofKey()));
    }
}
