package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.PageRequest;
import io.fettle.api.Reason;
import io.fettle.api.Scope;
import io.fettle.api.assessment.Finding;
import io.fettle.api.assessment.Findings;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.DeploymentError;
import io.fettle.api.deployment.DeploymentsAdmin.Plan;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.identity.Caller;
import io.fettle.api.inventory.Computer;
import io.fettle.api.inventory.Computers;
import io.fettle.api.inventory.Inventory;
import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import io.fettle.spi.store.DeploymentStore.WorkRow;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes the tasks of one new deployment. Used once. */
final class Rollout {
    private static final int MAX_NAME = 200;
    private static final int MAX_CHOSEN = 100_000;
    private static final int MAX_REASONS = 100;
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(90);

    private final Plan plan;
    private final Scope scope;
    private final Findings findings;
    private final Computers computers;
    private final Supply supply;
    private final Catalog.Revision revision;
    private final Instant now;
    private final String id = NewId.of("d");
    private final Map<Digest, WorkRow> works = new HashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private final Set<PatchId> patches = new HashSet<>();

    Rollout(Plan plan, Scope scope, Findings findings, Computers computers, Supply supply, Clock clock) {
        this.plan = plan;
        this.scope = scope;
        this.findings = findings;
        this.computers = computers;
        this.supply = supply;
        this.revision = supply.catalog().current();
        this.now = clock.instant();
    }

    /** @throws FettleException INVALID_DEPLOYMENT, NOTHING_TO_DEPLOY */
    DeploymentRow make(Caller by) {
        validate();
        Computers.Filter filter = new Computers.Filter(
                Optional.empty(),
                plan.officeId(),
                Optional.of(Computer.State.ACTIVE),
                plan.computers().isEmpty() ? Optional.empty() : Optional.of(plan.computers()),
                "hostname");
        for (int offset = 0; ; offset += PageRequest.MAX_LIMIT) {
            List<Computer> page = computers
                    .list(filter, scope, new PageRequest(offset, PageRequest.MAX_LIMIT))
                    .items();
            page.forEach(this::plan);
            if (page.size() < PageRequest.MAX_LIMIT) {
                break;
            }
        }
        if (tasks.isEmpty()) {
            throw new FettleException(
                    DeploymentError.NOTHING_TO_DEPLOY,
                    "None of the chosen computers misses any of the chosen patches; nothing was planned");
        }
        boolean over = tasks.stream().noneMatch(t -> t.state().open());
        return new DeploymentRow(
                id,
                plan.name(),
                by.name(),
                now,
                deadline(),
                patches.size(),
                tasks.size(),
                over ? Optional.of(now) : Optional.empty(),
                false);
    }

    List<WorkRow> works() {
        return List.copyOf(works.values());
    }

    List<Task> tasks() {
        return tasks;
    }

    private void plan(Computer computer) {
        List<Finding> chosen = new Choice(plan).among(findings.briefly(computer.id(), scope));
        Optional<Inventory> inventory = computers.inventory(computer.id(), scope);
        if (chosen.isEmpty() || inventory.isEmpty()) {
            return;
        }
        Planner.Planned planned = Planner.plan(chosen, inventory.get(), supply.to(computer, inventory.get(), revision));
        WorkRow work = TaskCodec.work(planned.work());
        works.put(work.digest(), work);
        patches.addAll(planned.work().patches());
        tasks.add(task(computer, work.digest(), planned, rebootSuggested(chosen)));
    }

    /** The first that says so. */
    private static Optional<Reason> rebootSuggested(List<Finding> chosen) {
        return chosen.stream()
                .flatMap(finding -> finding.why().stream())
                .filter(reason -> reason.code().equals(InventoryCheck.REBOOT_SUGGESTED))
                .findFirst();
    }

    private Task task(Computer computer, Digest work, Planner.Planned planned, Optional<Reason> reboot) {
        Task task = Task.planned(NewId.of("t"), id, computer.id(), computer.officeId(), work, now, deadline())
                .noted(Reason.of("task.planned", "catalog", Long.toString(revision.number())), now);
        List<Reason> why = planned.why();
        if (!planned.work().steps().isEmpty()) {
            if (reboot.isPresent()) {
                task = task.noted(reboot.get(), now);
            }
            for (Reason reason : why.subList(0, Math.min(MAX_REASONS, why.size()))) {
                task = task.noted(reason, now);
            }
            return task;
        }
        for (Reason reason : why.subList(0, Math.min(MAX_REASONS, why.size() - 1))) {
            task = task.noted(reason, now);
        }
        return task.to(TaskState.SKIPPED, why.get(why.size() - 1), now, Optional.empty());
    }

    private Instant deadline() {
        return now.plus(plan.validity());
    }

    private void validate() {
        require(
                !plan.name().isBlank()
                        && plan.name().length() <= MAX_NAME
                        && plan.name().chars().noneMatch(Character::isISOControl),
                "A deployment's name has 1 to " + MAX_NAME + " printable characters");
        require(
                plan.validity().compareTo(SHORTEST) >= 0 && plan.validity().compareTo(LONGEST) <= 0,
                "A deployment is valid for 1 minute to 90 days");
        require(
                plan.patches().size() <= MAX_CHOSEN && plan.computers().size() <= MAX_CHOSEN,
                "A deployment names at most " + MAX_CHOSEN + " patches and computers; choose all of them instead");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new FettleException(DeploymentError.INVALID_DEPLOYMENT, message);
        }
    }
}
