package io.fettle.itests.bench.checkin;

import io.fettle.itests.bench.program.Program;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Lets a fleet talk, a fixed number of computers at a time, each as soon as the one before has its answer. */
final class Load {
    private static final int AT_ONCE = 8;

    private final Program server;

    Load(Program server) {
        this.server = server;
    }

    /** One exchange of one computer. */
    @FunctionalInterface
    interface Exchange {
        void run() throws IOException;
    }

    /** @param cpuMillis of the server for each exchange */
    record Round(double perSecond, double medianMillis, double p99Millis, double cpuMillis) {}

    /** @param computers for each of them its exchanges, in order */
    Round run(List<List<Exchange>> computers) throws IOException, InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE);
        try {
            double cpu = server.cpuMillis();
            long start = System.nanoTime();
            List<Future<long[]>> parts = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                int first = i;
                parts.add(threads.submit(() -> drive(computers, first)));
            }
            List<Long> times = new ArrayList<>();
            for (Future<long[]> part : parts) {
                Arrays.stream(part.get()).forEach(times::add);
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            double used = server.cpuMillis() - cpu;
            times.sort(Long::compare);
            int count = times.size();
            return new Round(
                    count / seconds,
                    times.get(count / 2) / 1e6,
                    times.get(Math.min(count - 1, count * 99 / 100)) / 1e6,
                    used / count);
        } catch (ExecutionException e) {
            throw new IOException("A computer could not talk: " + e.getCause(), e);
        } finally {
            threads.shutdownNow();
        }
    }

    /** Every so many-th computer, in turn: one exchange each, then the next one each. */
    private static long[] drive(List<List<Exchange>> computers, int first) throws IOException {
        List<Long> times = new ArrayList<>();
        int most = computers.stream().mapToInt(List::size).max().orElse(0);
        for (int turn = 0; turn < most; turn++) {
            for (int c = first; c < computers.size(); c += AT_ONCE) {
                if (turn < computers.get(c).size()) {
                    long start = System.nanoTime();
                    computers.get(c).get(turn).run();
                    times.add(System.nanoTime() - start);
                }
            }
        }
        return times.stream().mapToLong(Long::longValue).toArray();
    }
}
