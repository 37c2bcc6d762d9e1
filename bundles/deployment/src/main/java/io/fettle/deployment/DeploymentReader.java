package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.Deployment;
import io.fettle.api.deployment.TaskState;
import io.fettle.spi.store.DeploymentStore;
import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Deployments as their readers see them: one over several offices has a name, an author and an end, but its figures are
 * those of the tasks that the reader may see. Thread-safe.
 */
final class DeploymentReader {
    private final DeploymentStore store;

    DeploymentReader(DeploymentStore store) {
        this.store = store;
    }

    Page<Deployment> list(Scope scope, PageRequest page) {
        Page<DeploymentRow> rows = store.deployments(scope, page);
        return new Page<>(shown(rows.items(), scope), rows.total());
    }

    Optional<Deployment> find(String id, Scope scope) {
        return store.deployment(id, scope)
                .flatMap(row -> shown(List.of(row), scope).stream().findFirst());
    }

    private List<Deployment> shown(List<DeploymentRow> rows, Scope scope) {
        Set<String> ids = rows.stream().map(DeploymentRow::id).collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return List.of();
        }
        Map<String, Map<TaskState, Long>> counts = store.counts(ids, scope);
        Map<String, Integer> patches = scope.everything() ? Map.of() : patches(ids, scope);
        return rows.stream()
                .map(row -> {
                    Map<TaskState, Long> tasks = counts.getOrDefault(row.id(), Map.of());
                    return scope.everything()
                            ? shown(row, tasks, row.patches(), row.computers())
                            : shown(row, tasks, patches.getOrDefault(row.id(), 0), sum(tasks));
                })
                .toList();
    }

    private Map<String, Integer> patches(Set<String> ids, Scope scope) {
        Map<String, Set<Digest>> works = store.works(ids, scope);
        Map<Digest, List<PatchId>> known = new HashMap<>();
        store.works(works.values().stream().flatMap(Collection::stream).collect(Collectors.toSet()))
                .forEach((digest, content) ->
                        known.put(digest, TaskCodec.work(content).patches()));
        Map<String, Integer> patches = new HashMap<>();
        works.forEach((id, digests) -> patches.put(id, (int) digests.stream()
                .flatMap(digest -> known.getOrDefault(digest, List.of()).stream())
                .distinct()
                .count()));
        return patches;
    }

    private static int sum(Map<TaskState, Long> tasks) {
        return (int) tasks.values().stream().mapToLong(Long::longValue).sum();
    }

    /** With the figures of the deployment as a whole. */
    static Deployment whole(DeploymentRow row, Map<TaskState, Long> tasks) {
        return shown(row, tasks, row.patches(), row.computers());
    }

    private static Deployment shown(DeploymentRow row, Map<TaskState, Long> tasks, int patches, int computers) {
        return new Deployment(
                row.id(),
                row.name(),
                row.createdBy(),
                row.createdAt(),
                row.deadline(),
                patches,
                computers,
                tasks,
                row.endedAt(),
                row.cancelled());
    }
}
