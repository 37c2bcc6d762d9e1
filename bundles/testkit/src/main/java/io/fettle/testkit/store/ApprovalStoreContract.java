package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Decision;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.change.Topic;
import io.fettle.spi.store.ApprovalStore;
import io.fettle.spi.store.PendingChange;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link ApprovalStore} keeps to. */
public abstract class ApprovalStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final PatchId CURL = PatchId.of("deb", "curl", "amd64", "2-1");
    private static final PatchId PERL = PatchId.of("deb", "perl", "amd64", "2-1");

    private ApprovalStore store;

    /** Empty. */
    protected abstract ApprovalStore freshStore();

    /** The changes recorded since the store was made, oldest first. */
    protected abstract List<PendingChange> recorded();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void decisionsComeBackAsSaved() {
        Approval full = new Approval(CURL, "B\u00fcro: 1", Decision.DECLINED, "ann", NOW, "breaks \u20ac, ask Bob");
        Approval longest = new Approval(
                CURL,
                "g".repeat(Approval.MAX_GROUP),
                Decision.APPROVED,
                "n".repeat(Approval.MAX_NAME),
                NOW,
                "t".repeat(Approval.MAX_NOTE));

        store.save(List.of(full, longest, decided(PERL, Approval.ALL, Decision.APPROVED)), List.of(change(CURL)));

        assertThat(stored()).containsExactlyInAnyOrder(full, longest, decided(PERL, Approval.ALL, Decision.APPROVED));
        assertThat(recorded()).containsExactly(change(CURL));
    }

    @Test
    public void aNewDecisionReplacesTheOneForTheSamePatchAndGroup() {
        store.save(
                List.of(decided(CURL, "a", Decision.APPROVED), decided(CURL, "b", Decision.APPROVED)),
                List.of(change(CURL)));
        Approval second = new Approval(CURL, "a", Decision.NOT_APPROVED, "bob", NOW.plusSeconds(1), "");

        store.save(List.of(second), List.of(change(CURL)));

        assertThat(stored()).containsExactlyInAnyOrder(second, decided(CURL, "b", Decision.APPROVED));
        assertThat(recorded()).containsExactly(change(CURL), change(CURL));
    }

    @Test
    public void groupsThatDifferInCaseAreTwo() {
        store.save(
                List.of(decided(CURL, "Lab", Decision.APPROVED), decided(CURL, "lab", Decision.DECLINED)), List.of());

        assertThat(stored())
                .containsExactlyInAnyOrder(
                        decided(CURL, "Lab", Decision.APPROVED), decided(CURL, "lab", Decision.DECLINED));
    }

    @Test
    public void moreThanOneReadsHoldAreAllHandedOver() {
        List<Approval> many = IntStream.range(0, 2_500)
                .mapToObj(i -> decided(PatchId.of("deb", "p" + i, "amd64", "1"), "g" + i % 3, Decision.APPROVED))
                .toList();

        store.save(many, List.of());

        assertThat(stored()).containsExactlyInAnyOrderElementsOf(many);
    }

    private List<Approval> stored() {
        List<Approval> all = new ArrayList<>();
        store.readAll(all::add);
        return all;
    }

    private static Approval decided(PatchId patch, String group, Decision decision) {
        return new Approval(patch, group, decision, "ann", NOW, "");
    }

    private static PendingChange change(PatchId patch) {
        return new PendingChange(Topic.APPROVAL, patch.value());
    }
}
