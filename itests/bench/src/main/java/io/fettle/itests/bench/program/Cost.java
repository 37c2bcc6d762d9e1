package io.fettle.itests.bench.program;

/** What a piece of work took. @param cpuMillis of all threads and, for programs, of all children */
public record Cost(double wallMillis, double cpuMillis) {}
