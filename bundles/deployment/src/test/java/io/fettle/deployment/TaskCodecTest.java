package io.fettle.deployment;

import io.fettle.api.Digest;
import io.fettle.api.Reason;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.deployment.OrderDraft.Step;
import io.fettle.api.deployment.TaskState;
import io.fettle.api.deployment.TraceEntry;
import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TaskCodecTest {
    @Test
    @Fuzzes(TaskCodec.class)
    void storedTasksAreReadOrRefused() {
        Step step = new Step(
                "a",
                "amd64",
                Optional.of("1"),
                "2",
                "https://deb.example.org/",
                "s",
                "main",
                "a.deb",
                7,
                Digest.of(new byte[] {1}));
        Work work = new Work(List.of(PatchId.of("deb", "a", "amd64", "2")), List.of(step));
        Trace trace = new Trace(
                List.of(new TraceEntry(Instant.EPOCH, TaskState.STAGED, Reason.of("plan.differs", "why", "words"))));
        Fuzz.of("work", TaskCodec.work(work).content())
                .declares(UncheckedIOException.class)
                .check(TaskCodec::work);
        Fuzz.of("trace", TaskCodec.trace(trace))
                .declares(UncheckedIOException.class)
                .check(TaskCodec::trace);
    }
}
