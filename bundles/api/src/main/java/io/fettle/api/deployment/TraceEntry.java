package io.fettle.api.deployment;

import io.fettle.api.Reason;
import java.time.Instant;

/** One step in the life of a task. */
public record TraceEntry(Instant at, TaskState state, Reason reason) {}
