package io.fettle.approval;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.ApprovalError;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.ApprovalsAdmin;
import io.fettle.api.approval.Decision;
import io.fettle.api.approval.Ruling;
import io.fettle.api.audit.Audit;
import io.fettle.api.audit.AuditEntry;
import io.fettle.api.audit.AuditOutcome;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.ComputerGroups;
import io.fettle.spi.store.ApprovalStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The decisions, and who may make which. */
@Component(service = {Approvals.class, ApprovalsAdmin.class})
public final class StoredApprovals implements Approvals, ApprovalsAdmin {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final GuardedBook book;
    private final ComputerGroups groups;
    private final Catalog catalog;
    private final Audit audit;
    private final Clock clock;

    @Activate
    public StoredApprovals(
            @Reference ApprovalStore store,
            @Reference ComputerGroups groups,
            @Reference Catalog catalog,
            @Reference Audit audit) {
        this(store, groups, catalog, audit, Clock.systemUTC());
    }

    StoredApprovals(ApprovalStore store, ComputerGroups groups, Catalog catalog, Audit audit, Clock clock) {
        this.book = new GuardedBook(store, PATIENCE);
        this.groups = groups;
        this.catalog = catalog;
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public Page<Approval> list(Filter filter, Scope scope, PageRequest page) {
        Predicate<String> visible = visible(scope);
        return book.reading(decisions -> decisions.list(filter, visible, page));
    }

    @Override
    public Ruling of(PatchId patch, Scope scope) {
        Predicate<String> visible = visible(scope);
        return book.reading(decisions -> decisions.ruling(patch, visible));
    }

    @Override
    public Map<PatchId, Ruling> rulings(Scope scope) {
        Predicate<String> visible = visible(scope);
        return book.reading(decisions -> decisions.rulings(visible));
    }

    private Predicate<String> visible(Scope scope) {
        if (scope.everything()) {
            return group -> true;
        }
        Set<String> names = groups.names(scope);
        return group -> group.equals(Approval.ALL) || names.contains(group);
    }

    @Override
    public Approval decide(PatchId patch, String group, Decision decision, String note, Caller by) {
        checkNote(note);
        Approval decided = book.writing(decisions -> {
            if (!decisions.knows(patch) && catalog.current().find(patch).isEmpty()) {
                throw new FettleException(
                        ApprovalError.UNKNOWN_PATCH, "The catalog holds no patch " + patch + "; look at the list");
            }
            checkGroup(group, by, decisions.find(patch, group).isPresent());
            return new Approval(patch, group, decision, by.name(), clock.instant(), note);
        });
        audit.record(new AuditEntry(
                decided.at(),
                by.name().equals("local") ? "local" : "user:" + by.name(),
                "patch." + action(decision),
                "patch:" + patch,
                AuditOutcome.DONE,
                Map.of("group", group, "note", note)));
        return decided;
    }

    /** @param decided whether the group has a decision about the patch: that can be taken back when its members are gone */
    private void checkGroup(String group, Caller by, boolean decided) {
        Scope scope = by.scope();
        if (group.equals(Approval.ALL)) {
            if (!scope.everything()) {
                throw new FettleException(
                        ApprovalError.BEYOND_SCOPE,
                        "Only who sees every office decides for all computers; decide for a group of your own");
            }
            return;
        }
        boolean known = groups.names(scope).contains(group) || (scope.everything() && decided);
        if (!known) {
            throw new FettleException(
                    ApprovalError.UNKNOWN_GROUP,
                    "No computer that you may see belongs to this group; look at the computers for their groups");
        }
        if (!groups.seesAll(group, scope)) {
            throw new FettleException(
                    ApprovalError.BEYOND_SCOPE,
                    "Computers of offices that you may not see belong to the group " + group
                            + " as well; ask somebody who sees them all");
        }
    }

    private static void checkNote(String note) {
        if (note.length() > Approval.MAX_NOTE || note.chars().anyMatch(Character::isISOControl)) {
            throw new FettleException(
                    ApprovalError.INVALID_NOTE,
                    "A note has at most " + Approval.MAX_NOTE + " printable characters, on one line");
        }
    }

    private static String action(Decision decision) {
        return switch (decision) {
            case APPROVED -> "approved";
            case NOT_APPROVED -> "approval_withdrawn";
            case DECLINED -> "declined";
        };
    }
}
