package io.fettle.rest;

import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.audit.AuditChain;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.audit.AuditTrail;
import io.fettle.api.enrolment.EnrolmentToken;
import io.fettle.api.enrolment.EnrolmentTokens;
import io.fettle.api.identity.Caller;
import io.fettle.api.source.SourceState;
import io.fettle.api.source.SourceStatus;
import io.fettle.api.source.Sources;
import io.fettle.api.trust.PeerRole;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One source; for each office a repository that it reported, an enrolment token, and a line in the audit. */
final class AdministrationOfOffices {
    private static final Instant THEN = Instant.parse("2026-11-22T17:55:09Z");

    private AdministrationOfOffices() {}

    /** What was done to each office's computer. */
    static AuditTrail audit(TwoOffices offices) {
        return (action, page) -> TwoOffices.page(
                offices.visible(Scope.all()).stream()
                        .map(office -> new AuditEntry(
                                THEN,
                                "local",
                                "computer.approved",
                                "computer:c-" + office,
                                AuditOutcome.DONE,
                                Map.of()))
                        .map(entry -> new AuditTrail.RecordedEntry(1, entry, AuditChain.START))
                        .toList(),
                page);
    }

    record Repositories(TwoOffices offices) implements Sources {
        private static final SourceStatus SOURCE = new SourceStatus(
                "s-1",
                "apt",
                "Debian",
                Map.of("uri", "https://deb.example.org/"),
                SourceState.CURRENT,
                THEN,
                Optional.of(THEN),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                9,
                7);

        @Override
        public Page<SourceStatus> list(PageRequest page) {
            return TwoOffices.page(List.of(SOURCE), page);
        }

        @Override
        public Optional<SourceStatus> find(String id) {
            return id.equals(SOURCE.id()) ? Optional.of(SOURCE) : Optional.empty();
        }

        @Override
        public SourceStatus add(String kind, String name, Map<String, String> settings, Caller by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void remove(String id, Caller by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void syncNow(String id, Caller by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Map<String, Boolean> kinds() {
            return Map.of("apt", true);
        }

        @Override
        public List<Map<String, String>> suggestions(Scope scope) {
            return offices.visible(scope).stream()
                    .map(office -> Map.of("uri", "https://" + office + ".example.org/"))
                    .toList();
        }
    }

    record Tokens(TwoOffices offices) implements EnrolmentTokens {
        @Override
        public IssuedToken create(Wish wish, Caller by) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Page<EnrolmentToken> list(Scope scope, PageRequest page) {
            return TwoOffices.page(
                    offices.visible(scope).stream()
                            .map(office -> new EnrolmentToken(
                                    "t-" + office,
                                    PeerRole.AGENT,
                                    office,
                                    List.of(),
                                    true,
                                    1,
                                    THEN,
                                    THEN,
                                    Optional.empty(),
                                    "admin",
                                    List.of()))
                            .toList(),
                    page);
        }

        @Override
        public void revoke(String id, Caller by) {
            throw new UnsupportedOperationException();
        }
    }
}
