package io.fettle.testkit.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.api.Digest;
import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.change.Topic;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.inventory.ComputerId;
import io.fettle.spi.store.DeploymentStore;
import io.fettle.spi.store.DeploymentStore.Batch;
import io.fettle.spi.store.DeploymentStore.CounterRow;
import io.fettle.spi.store.DeploymentStore.CounterStep;
import io.fettle.spi.store.DeploymentStore.DeploymentRow;
import io.fettle.spi.store.DeploymentStore.TaskRow;
import io.fettle.spi.store.DeploymentStore.WorkRow;
import io.fettle.spi.store.PendingChange;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every {@link DeploymentStore} keeps to. */
public abstract class DeploymentStoreContract {
    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00.123Z");
    private static final Scope BRANCH = Scope.ofOffices(Set.of("branch"));
    private static final Scope NOTHING = Scope.ofOffices(Set.of());
    private static final PageRequest ALL = PageRequest.first(1_000);
    private static final int THREADS = 6;

    private DeploymentStore store;

    /** Empty. */
    protected abstract DeploymentStore freshStore();

    /** The changes recorded since the store was made, oldest first. */
    protected abstract List<PendingChange> recorded();

    @BeforeEach
    void open() {
        store = freshStore();
    }

    @Test
    public void aBatchComesBackWhole() {
        TaskRow task = new TaskRow(
                "t1",
                "d1",
                new ComputerId("c1"),
                "branch",
                digest("work"),
                TaskState.STAGING,
                NOW,
                NOW.plusSeconds(1),
                Optional.of(NOW.plusSeconds(2)),
                1,
                2,
                3,
                4_000_000_000L,
                1,
                new byte[TaskRow.MAX_TRACE]);
        DeploymentRow ended = new DeploymentRow(
                "d2", "name \u20ac", "admin", NOW, NOW.plusSeconds(9), 3, 2, Optional.of(NOW.plusSeconds(5)), true);
        WorkRow work = new WorkRow(digest("work"), new byte[WorkRow.MAX_CONTENT]);

        store.write(new Batch(
                List.of(deployment("d1", 0), ended),
                List.of(work),
                List.of(task),
                List.of(step("c1", 0, 0, 7, 5)),
                List.of(change("t1"))));

        assertThat(store.deployment("d1", Scope.all())).contains(deployment("d1", 0));
        assertThat(store.deployment("d2", Scope.all())).contains(ended);
        assertThat(store.openDeployments()).containsExactly(deployment("d1", 0));
        assertThat(Rows.plain(store.tasksById(Set.of("t1", "t2")))).containsExactly(Rows.plain(task));
        assertThat(store.works(Set.of(digest("work"), digest("none")))).containsOnlyKeys(digest("work"));
        assertThat(store.works(Set.of(digest("work"))).get(digest("work"))).isEqualTo(work.content());
        assertThat(counters()).containsExactly(new CounterRow(new ComputerId("c1"), 7, 5));
        assertThat(recorded()).containsExactly(change("t1"));
    }

    @Test
    public void aKnownDeploymentIsReplaced() {
        write(List.of(deployment("d", 0)), List.of());
        DeploymentRow ended =
                new DeploymentRow("d", "other", "admin", NOW, NOW, 1, 1, Optional.of(NOW.plusSeconds(1)), false);

        write(List.of(ended), List.of());

        assertThat(store.deployment("d", Scope.all())).contains(ended);
        assertThat(store.openDeployments()).isEmpty();
    }

    @Test
    public void aKnownWorkIsLeftAsItIs() {
        WorkRow first = new WorkRow(digest("w"), new byte[] {1});
        WorkRow second = new WorkRow(digest("w"), new byte[] {2});

        store.write(new Batch(List.of(), List.of(first), List.of(), List.of(), List.of()));
        store.write(new Batch(List.of(), List.of(second, second), List.of(), List.of(), List.of()));

        assertThat(store.works(Set.of(digest("w"))).get(digest("w"))).containsExactly(1);
    }

    @Test
    public void aTaskIsReplacedByItsNextVersion() {
        write(List.of(), List.of(task("t", "d", TaskState.PLANNED, 1)));

        write(List.of(), List.of(task("t", "d", TaskState.APPLYING, 2)));
        write(List.of(), List.of(task("t", "d", TaskState.APPLYING, 3)));

        assertThat(Rows.plain(store.tasksById(Set.of("t"))))
                .containsExactly(Rows.plain(task("t", "d", TaskState.APPLYING, 3)));
    }

    @Test
    public void aTaskOfAnotherVersionFailsTheWholeCall() {
        write(List.of(), List.of(task("t", "d", TaskState.PLANNED, 1)));

        for (TaskRow wrong : List.of(
                task("t", "d", TaskState.FAILED, 1),
                task("t", "d", TaskState.FAILED, 3),
                task("unknown", "d", TaskState.FAILED, 2))) {
            assertThatThrownBy(() -> store.write(new Batch(
                            List.of(deployment("d", 0)),
                            List.of(new WorkRow(digest("w"), new byte[1])),
                            List.of(task("t2", "d", TaskState.PLANNED, 1), wrong),
                            List.of(step("c", 0, 0, 1, 1)),
                            List.of(change("t")))))
                    .isInstanceOf(FettleException.class);
        }

        assertThat(store.tasksById(Set.of("t", "t2", "unknown")))
                .extracting(TaskRow::state)
                .containsExactly(TaskState.PLANNED);
        assertThat(store.deployment("d", Scope.all())).isEmpty();
        assertThat(store.works(Set.of(digest("w")))).isEmpty();
        assertThat(counters()).isEmpty();
        assertThat(recorded()).isEmpty();
    }

    @Test
    public void countersMoveOnFromWhereTheyAre() {
        move(step("c", 0, 0, 2, 1));
        move(step("c", 2, 1, 2, 5));

        assertThatThrownBy(() -> move(step("c", 2, 1, 3, 5))).isInstanceOf(FettleException.class);
        assertThatThrownBy(() -> move(step("new", 1, 0, 2, 0))).isInstanceOf(FettleException.class);

        assertThat(counters()).containsExactly(new CounterRow(new ComputerId("c"), 2, 5));
        assertThat(store.counters(Set.of(new ComputerId("c"), new ComputerId("new"))))
                .isEqualTo(counters());
    }

    /** However many take orders for a computer at once, each number is given once. */
    @Test
    public void ofManyWhoMoveACounterAtOnceOneDoes() throws Exception {
        move(step("c", 0, 0, 1, 0));

        List<Boolean> moved = Parallel.run(THREADS, i -> () -> {
            try {
                move(step("c", 1, 0, 2 + i, 0));
                return true;
            } catch (FettleException e) {
                return false;
            }
        });

        assertThat(moved).containsOnlyOnce(true);
        assertThat(counters()).containsExactly(new CounterRow(new ComputerId("c"), 2 + moved.indexOf(true), 0));
    }

    @Test
    public void ofManyWhoWriteATaskAtOnceOneDoes() throws Exception {
        write(List.of(), List.of(task("t", "d", TaskState.PLANNED, 1)));

        List<Boolean> written = Parallel.run(THREADS, i -> () -> {
            try {
                write(List.of(), List.of(task("t", "d", TaskState.STAGING, 2)));
                return true;
            } catch (FettleException e) {
                return false;
            }
        });

        assertThat(written).containsOnlyOnce(true);
    }

    @Test
    public void onlyOpenTasksAreReadAtStart() {
        List<TaskRow> tasks = new ArrayList<>();
        for (TaskState state : TaskState.values()) {
            tasks.add(task("t-" + state, "d", state, 1));
        }
        IntStream.range(0, 1_100).forEach(i -> tasks.add(task("u" + i, "d", TaskState.PLANNED, 1)));
        write(List.of(), tasks);

        List<TaskRow> read = new ArrayList<>();
        store.readOpenTasks(read::add);

        assertThat(Rows.plain(read))
                .containsExactlyInAnyOrderElementsOf(Rows.plain(
                        tasks.stream().filter(task -> task.state().open()).toList()));
    }

    @Test
    public void deploymentsShowTheNewestFirst() {
        write(IntStream.range(0, 5).mapToObj(i -> deployment("d" + i, i)).toList(), List.of());

        Page<DeploymentRow> page = store.deployments(Scope.all(), new PageRequest(1, 2));

        assertThat(page.total()).isEqualTo(5);
        assertThat(page.items()).extracting(DeploymentRow::id).containsExactly("d3", "d2");
    }

    @Test
    public void aScopeSeesDeploymentsByTheirTasks() {
        write(
                List.of(deployment("d1", 1), deployment("d2", 2), deployment("d3", 3)),
                List.of(
                        task("a", "d1", "c1", "branch", TaskState.PLANNED, 0),
                        task("b", "d1", "c2", "branch", TaskState.FAILED, 0),
                        task("c", "d1", "c3", "head-office", TaskState.PLANNED, 0),
                        task("d", "d2", "c3", "head-office", TaskState.PLANNED, 0)));

        assertThat(store.deployments(BRANCH, ALL)).isEqualTo(new Page<>(List.of(deployment("d1", 1)), 1));
        assertThat(store.deployments(NOTHING, ALL)).isEqualTo(new Page<>(List.of(), 0));
        assertThat(store.deployments(Scope.all(), ALL).total()).isEqualTo(3);
        assertThat(store.deployment("d1", BRANCH)).isPresent();
        assertThat(store.deployment("d2", BRANCH)).isEmpty();
        assertThat(store.deployment("d1", NOTHING)).isEmpty();
        assertThat(store.deployment("none", Scope.all())).isEmpty();
        assertThat(store.counts(Set.of("d1", "d2", "d3"), Scope.all()))
                .isEqualTo(Map.of(
                        "d1", Map.of(TaskState.PLANNED, 2L, TaskState.FAILED, 1L),
                        "d2", Map.of(TaskState.PLANNED, 1L)));
        assertThat(store.counts(Set.of("d1", "d2", "d3"), BRANCH))
                .isEqualTo(Map.of("d1", Map.of(TaskState.PLANNED, 1L, TaskState.FAILED, 1L)));
        assertThat(store.counts(Set.of("d1"), NOTHING)).isEmpty();
        assertThat(store.counts(Set.of(), Scope.all())).isEmpty();
        assertThat(store.works(Set.of("d1", "d2", "d3"), Scope.all())).containsOnlyKeys("d1", "d2");
        Map<String, Set<Digest>> works = store.works(Set.of("d1", "d2", "d3"), BRANCH);
        assertThat(works).containsOnlyKeys("d1");
        assertThat(works.get("d1"))
                .containsExactlyInAnyOrderElementsOf(store.tasks("d1", Optional.empty(), BRANCH, ALL).items().stream()
                        .map(TaskRow::work)
                        .collect(Collectors.toSet()));
        assertThat(store.works(Set.of("d1"), NOTHING)).isEmpty();
    }

    @Test
    public void tasksArePagedByIdWithinStateAndScope() {
        write(
                List.of(),
                List.of(
                        task("a", "d1", "c1", "branch", TaskState.PLANNED, 0),
                        task("b", "d1", "c2", "branch", TaskState.FAILED, 0),
                        task("c", "d1", "c3", "head-office", TaskState.PLANNED, 0),
                        task("d", "d2", "c4", "branch", TaskState.PLANNED, 0)));

        assertThat(ids(store.tasks("d1", Optional.empty(), Scope.all(), new PageRequest(1, 2))))
                .isEqualTo(new Page<>(List.of("b", "c"), 3));
        assertThat(ids(store.tasks("d1", Optional.of(TaskState.PLANNED), Scope.all(), ALL)))
                .isEqualTo(new Page<>(List.of("a", "c"), 2));
        assertThat(ids(store.tasks("d1", Optional.of(TaskState.PLANNED), BRANCH, ALL)))
                .isEqualTo(new Page<>(List.of("a"), 1));
        assertThat(ids(store.tasks("d1", Optional.empty(), NOTHING, ALL))).isEqualTo(new Page<>(List.of(), 0));
    }

    @Test
    public void aComputersTasksShowTheNewestFirst() {
        write(
                List.of(),
                List.of(
                        task("a", "d1", "c1", "branch", TaskState.SUCCEEDED, 1),
                        task("b", "d2", "c1", "branch", TaskState.PLANNED, 3),
                        task("c", "d3", "c1", "branch", TaskState.PLANNED, 2),
                        task("d", "d1", "c2", "branch", TaskState.PLANNED, 4)));

        assertThat(store.tasksOf(new ComputerId("c1"), BRANCH, 2))
                .extracting(TaskRow::id)
                .containsExactly("b", "c");
        assertThat(store.tasksOf(new ComputerId("c1"), NOTHING, 2)).isEmpty();
        assertThat(store.tasksOf(new ComputerId("none"), Scope.all(), 2)).isEmpty();
    }

    private void write(List<DeploymentRow> deployments, List<TaskRow> tasks) {
        store.write(new Batch(deployments, List.of(), tasks, List.of(), List.of()));
    }

    private void move(CounterStep step) {
        store.write(new Batch(List.of(), List.of(), List.of(), List.of(step), List.of()));
    }

    private List<CounterRow> counters() {
        List<CounterRow> read = new ArrayList<>();
        store.readCounters(read::add);
        return read;
    }

    private static Page<String> ids(Page<TaskRow> tasks) {
        return tasks.map(TaskRow::id);
    }

    private static DeploymentRow deployment(String id, int age) {
        return new DeploymentRow(
                id, "name", "admin", NOW.plusSeconds(age), NOW.plusSeconds(60), 1, 1, Optional.empty(), false);
    }

    private static TaskRow task(String id, String deployment, TaskState state, int version) {
        return task(id, deployment, "c-" + id.toLowerCase(Locale.ROOT).replace('_', '-'), "branch", state, 0, version);
    }

    private static TaskRow task(
            String id, String deployment, String computer, String office, TaskState state, int age) {
        return task(id, deployment, computer, office, state, age, 1);
    }

    private static TaskRow task(
            String id, String deployment, String computer, String office, TaskState state, int age, int version) {
        return new TaskRow(
                id,
                deployment,
                new ComputerId(computer),
                office,
                digest("work"),
                state,
                NOW.plusSeconds(age),
                NOW,
                state.open() ? Optional.of(NOW.plusSeconds(60)) : Optional.empty(),
                0,
                0,
                0,
                0,
                version,
                new byte[] {1, (byte) version});
    }

    private static CounterStep step(String computer, long orders, long reports, long newOrders, long newReports) {
        ComputerId id = new ComputerId(computer);
        return new CounterStep(new CounterRow(id, orders, reports), new CounterRow(id, newOrders, newReports));
    }

    private static Digest digest(String text) {
        return Digest.of(text.getBytes(StandardCharsets.UTF_8));
    }

    private static PendingChange change(String task) {
        return new PendingChange(Topic.TASK, task);
    }
}
