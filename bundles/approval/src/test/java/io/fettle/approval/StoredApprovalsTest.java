package io.fettle.approval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.ErrorCode;
import io.fettle.api.FettleException;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.advisory.Advisories;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.ApprovalError;
import io.fettle.api.approval.Approvals.Filter;
import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Ruling;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.CatalogRepository;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.Topic;
import io.fettle.api.identity.Caller;
import io.fettle.api.identity.Role;
import io.fettle.api.inventory.ComputerGroups;
import io.fettle.api.inventory.MultiArch;
import io.fettle.api.mirror.MirroredSuite;
import io.fettle.spi.store.ApprovalStore;
import io.fettle.spi.store.PendingChange;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StoredApprovalsTest {
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final PatchId CURL = PatchId.of("deb", "curl", "amd64", "2-1");
    private static final PatchId GONE = PatchId.of("deb", "gone", "amd64", "2-1");
    private static final Caller ANN = new Caller("ann", Role.OPERATOR, Scope.all());
    private static final Scope BRANCH = Scope.ofOffices(Set.of("o-branch"));
    private static final Caller BOB = new Caller("bob", Role.OPERATOR, BRANCH);

    private final MemoryStore store = new MemoryStore();
    private final List<AuditEntry> audited = new ArrayList<>();
    /** Group to the offices that its computers are in. */
    private final Map<String, Set<String>> groups = new LinkedHashMap<>(
            Map.of("kiosks", Set.of("o-branch"), "pilots", Set.of("o-branch", "o-head"), "servers", Set.of("o-head")));

    private final Known catalog = new Known(Set.of(CURL));
    private StoredApprovals approvals = open();

    private StoredApprovals open() {
        return new StoredApprovals(
                store, new OfOffices(groups), catalog, audited::add, Clock.fixed(NOON, ZoneOffset.UTC));
    }

    @Test
    void aDecisionIsStoredAuditedAndNews() {
        Approval decided = approvals.decide(CURL, "pilots", Decision.APPROVED, "tested", ANN);

        assertThat(decided).isEqualTo(new Approval(CURL, "pilots", Decision.APPROVED, "ann", NOON, "tested"));
        assertThat(store.rows.values()).containsExactly(decided);
        assertThat(store.changes).containsExactly(new PendingChange(Topic.APPROVAL, CURL.value()));
        assertThat(audited).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo("user:ann");
            assertThat(entry.action()).isEqualTo("patch.approved");
            assertThat(entry.subject()).isEqualTo("patch:" + CURL);
            assertThat(entry.details()).containsEntry("group", "pilots").containsEntry("note", "tested");
        });
        approvals = open();
        assertThat(approvals.of(CURL, Scope.all())).isEqualTo(new Ruling(Set.of("pilots"), Set.of()));
    }

    @Test
    void aDeclineForAnyGroupWinsThenAnyApproval() {
        approvals.decide(CURL, Approval.ALL, Decision.APPROVED, "", ANN);
        approvals.decide(CURL, "servers", Decision.DECLINED, "", ANN);
        Ruling ruling = approvals.of(CURL, Scope.all());
        assertThat(ruling.forMemberOf(List.of())).isEqualTo(Decision.APPROVED);
        assertThat(ruling.forMemberOf(List.of("pilots", "servers"))).isEqualTo(Decision.DECLINED);
        approvals.decide(CURL, Approval.ALL, Decision.NOT_APPROVED, "", ANN);
        approvals.decide(CURL, "pilots", Decision.APPROVED, "", ANN);
        ruling = approvals.of(CURL, Scope.all());
        assertThat(ruling.forMemberOf(List.of("kiosks"))).isEqualTo(Decision.NOT_APPROVED);
        assertThat(ruling.forMemberOf(List.of("kiosks", "pilots"))).isEqualTo(Decision.APPROVED);
        approvals.decide(CURL, Approval.ALL, Decision.DECLINED, "", ANN);
        assertThat(approvals.of(CURL, Scope.all()).forMemberOf(List.of("pilots")))
                .isEqualTo(Decision.DECLINED);
    }

    @Test
    void whatWasTakenBackIsListedButRulesNothing() {
        approvals.decide(CURL, "pilots", Decision.APPROVED, "", ANN);
        approvals.decide(CURL, "pilots", Decision.NOT_APPROVED, "too early", ANN);
        assertThat(approvals.rulings(Scope.all())).isEmpty();
        assertThat(approvals
                        .list(Filter.all(), Scope.all(), PageRequest.first(10))
                        .items())
                .extracting(Approval::note)
                .containsExactly("too early");
    }

    @Test
    void filtersRestrictTheList() {
        approvals.decide(CURL, "pilots", Decision.APPROVED, "", ANN);
        approvals.decide(CURL, "servers", Decision.DECLINED, "", ANN);
        assertThat(groups(new Filter(Optional.of(CURL), Optional.of("servers"), Optional.empty())))
                .containsExactly("servers");
        assertThat(groups(new Filter(Optional.empty(), Optional.empty(), Optional.of(Decision.APPROVED))))
                .containsExactly("pilots");
        assertThat(groups(new Filter(Optional.of(GONE), Optional.empty(), Optional.empty())))
                .isEmpty();
        assertThat(approvals
                        .list(Filter.all(), Scope.all(), new PageRequest(1, 1))
                        .items())
                .extracting(Approval::group)
                .containsExactly("servers");
    }

    private List<String> groups(Filter filter) {
        return approvals.list(filter, Scope.all(), PageRequest.first(10)).items().stream()
                .map(Approval::group)
                .toList();
    }

    @Test
    void aScopeSeesWhatConcernsItsComputers() {
        approvals.decide(CURL, Approval.ALL, Decision.APPROVED, "", ANN);
        approvals.decide(CURL, "servers", Decision.DECLINED, "", ANN);
        approvals.decide(CURL, "pilots", Decision.DECLINED, "", ANN);
        assertThat(approvals.of(CURL, BRANCH)).isEqualTo(new Ruling(Set.of(Approval.ALL), Set.of("pilots")));
        assertThat(approvals.list(Filter.all(), BRANCH, PageRequest.first(10)).total())
                .isEqualTo(2);
    }

    @Test
    void nobodyDecidesForComputersThatHeMayNotSee() {
        approvals.decide(CURL, "kiosks", Decision.DECLINED, "", BOB);
        assertRefused(ApprovalError.BEYOND_SCOPE, CURL, "pilots", BOB);
        assertRefused(ApprovalError.BEYOND_SCOPE, CURL, Approval.ALL, BOB);
        assertRefused(ApprovalError.UNKNOWN_GROUP, CURL, "servers", BOB);
        assertThat(store.rows).hasSize(1);
        assertThat(audited).hasSize(1);
    }

    @Test
    void whatDoesNotExistIsRefusedUnlessItWasDecidedBefore() {
        assertRefused(ApprovalError.UNKNOWN_PATCH, GONE, "pilots", ANN);
        assertRefused(ApprovalError.UNKNOWN_GROUP, CURL, "pilot", ANN);
        approvals.decide(CURL, "pilots", Decision.DECLINED, "", ANN);
        groups.remove("pilots");
        catalog.patches = Set.of();
        approvals.decide(CURL, "pilots", Decision.NOT_APPROVED, "", ANN);
        assertThat(approvals.rulings(Scope.all())).isEmpty();
    }

    @Test
    void notesAreOneLineOfBoundedLength() {
        for (String note : List.of("two\nlines", "n".repeat(Approval.MAX_NOTE + 1))) {
            assertThatThrownBy(() -> approvals.decide(CURL, "pilots", Decision.APPROVED, note, ANN))
                    .isInstanceOfSatisfying(
                            FettleException.class, e -> assertThat(e.code()).isEqualTo(ApprovalError.INVALID_NOTE));
        }
        assertThat(store.rows).isEmpty();
    }

    @Test
    void aWriteOfUncertainOutcomeIsReadBackFromTheStore() {
        approvals.decide(CURL, "pilots", Decision.APPROVED, "", ANN);
        store.failsAfterTakingEffect = true;
        assertThatThrownBy(() -> approvals.decide(CURL, "pilots", Decision.DECLINED, "", ANN))
                .isInstanceOf(IllegalStateException.class);
        assertThat(approvals.of(CURL, Scope.all()).declined()).containsExactly("pilots");
    }

    private void assertRefused(ErrorCode code, PatchId patch, String group, Caller by) {
        assertThatThrownBy(() -> approvals.decide(patch, group, Decision.APPROVED, "", by))
                .isInstanceOfSatisfying(
                        FettleException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static final class MemoryStore implements ApprovalStore {
        private final Map<String, Approval> rows = new LinkedHashMap<>();
        private final List<PendingChange> changes = new ArrayList<>();
        private boolean failsAfterTakingEffect;

        @Override
        public void readAll(Consumer<Approval> reader) {
            rows.values().forEach(reader);
        }

        @Override
        public void save(List<Approval> approvals, List<PendingChange> pending) {
            approvals.forEach(one -> rows.put(one.patch() + one.group(), one));
            changes.addAll(pending);
            if (failsAfterTakingEffect) {
                throw new IllegalStateException("nobody knows");
            }
        }
    }

    private record OfOffices(Map<String, Set<String>> groups) implements ComputerGroups {
        @Override
        public Set<String> names(Scope scope) {
            return groups.entrySet().stream()
                    .filter(group -> group.getValue().stream().anyMatch(scope::sees))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }

        @Override
        public boolean seesAll(String group, Scope scope) {
            return groups.getOrDefault(group, Set.of()).stream().allMatch(scope::sees);
        }
    }

    /** A catalog of which nothing but the patches' existence is asked. */
    private static final class Known implements Catalog, Catalog.Revision {
        private Set<PatchId> patches;

        Known(Set<PatchId> patches) {
            this.patches = patches;
        }

        @Override
        public Revision current() {
            return this;
        }

        @Override
        public Optional<AvailablePackage> find(PatchId patch) {
            return patches.contains(patch) ? Optional.of(offer()) : Optional.empty();
        }

        private static AvailablePackage offer() {
            return new AvailablePackage(
                    0,
                    "main",
                    "curl",
                    "2-1",
                    "amd64",
                    "curl",
                    "2-1",
                    MultiArch.NO,
                    "pool/c",
                    1,
                    Digest.of(new byte[0]));
        }

        @Override
        public Optional<AvailablePackage> byDigest(Digest digest) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long number() {
            return 1;
        }

        @Override
        public List<CatalogRepository> repositories() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<AvailablePackage> versionsOf(String name) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<MirroredSuite> suites() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int size() {
            return patches.size();
        }

        @Override
        public Advisories advisories() {
            throw new UnsupportedOperationException();
        }
    }
}
