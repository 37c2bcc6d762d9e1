package io.fettle.itests.check.relay;

import io.fettle.api.Digest;
import io.fettle.itests.check.company.Employee;
import io.fettle.itests.check.company.Staff;
import io.fettle.itests.check.company.Waiting;
import io.fettle.itests.check.run.BrokenPromiseException;
import io.fettle.protocol.Wire;
import io.fettle.testkit.wan.WanProxy;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** The branch's relay and its computers, of which some report and some read. For one thread. */
final class Office {
    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final int READERS = 2;
    private static final int OK = 200;
    private static final int NOT_FOUND = 404;
    /** What an interruption may cost, and what the conversation needs. */
    private static final long SPARE = 2 << 20;

    private static final int SPARE_PERCENT = 5;

    private final Branch branch;
    private final WanProxy wan;
    private final Staff staff;
    private final List<Reader> readers = new ArrayList<>();
    private final List<Employee> reporters = new ArrayList<>();

    Office(Branch branch, WanProxy wan, Staff staff) throws IOException {
        this.branch = branch;
        this.wan = wan;
        this.staff = staff;
        for (Employee employee : staff.employees()) {
            employee.goThrough(branch.port(), reporters.size() % 2 == 0);
            if (readers.size() < READERS) {
                readers.add(new Reader(employee.computer(), branch.port()));
            } else {
                reporters.add(employee);
            }
        }
    }

    Staff staff() {
        return staff;
    }

    /** Until the content of this round is there. @return bytes that came over the line meanwhile */
    long live(Round round) throws Exception {
        long before = wan.carriedDown();
        killIn(round);
        if (!round.startsAlone()) {
            wan.mend();
        }
        branch.restart();
        requireWholeOrNothing(round.content());
        wan.mend();
        for (Reader reader : readers) {
            BrokenPromiseException.require(reader.read(round.content()), "the relay does not stay alive");
        }
        long carried = wan.carriedDown() - before;
        long size = requireWholeOrNothing(round.content());
        long most = size + size * SPARE_PERCENT / 100 + SPARE;
        BrokenPromiseException.require(
                carried <= most,
                "for " + size + " bytes of content " + carried + " came over the line, more than " + most);
        for (Employee reporter : reporters) {
            reporter.computer().connect(branch.port());
        }
        return carried;
    }

    private void killIn(Round round) throws Exception {
        AtomicInteger answers = new AtomicInteger();
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            wan.weather(round.weather());
            long moment = wan.carriedDown() + round.bytesDown();
            if (round.cut()) {
                wan.cutAfter(round.bytesDown());
            }
            List<Future<?>> work = new ArrayList<>();
            for (Reader reader : readers) {
                work.add(threads.submit(() -> reader.read(round.content())));
            }
            for (Employee reporter : reporters) {
                work.add(threads.submit(() -> new Reporter(reporter, answers).work()));
            }
            boolean came = Waiting.until(LIMIT, () -> round.cut() ? wan.isCut() : wan.carriedDown() >= moment);
            int target = answers.get() + round.answers();
            if (came && round.cut()) {
                came = Waiting.until(LIMIT, () -> answers.get() >= target);
            }
            LockSupport.parkNanos(round.micros() * 1000L);
            branch.kill();
            wan.weather(Round.fine());
            for (Future<?> one : work) {
                end(one);
            }
            if (!came) {
                throw new IOException("The moment for the kill did not come within " + LIMIT.toSeconds() + " s");
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static void end(Future<?> work) throws Exception {
        try {
            work.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof BrokenPromiseException broken) {
                throw broken;
            }
            throw e;
        }
    }

    /** With the line cut, everything is served all the same. */
    void requireHeld(List<Digest> contents) throws Exception {
        wan.cut();
        for (Digest content : contents) {
            BrokenPromiseException.require(
                    readers.get(0).read(content), "the relay does not serve content " + content + " on its own");
        }
        wan.mend();
    }

    /** On the port that pulls nothing through: what is there is whole. @return its length; 0 where it is not there */
    private long requireWholeOrNothing(Digest content) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + branch.plainPort() + Wire.CONTENT + content.hex()))
                .timeout(LIMIT)
                .build();
        HttpResponse<byte[]> response = HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
        if (response.statusCode() == NOT_FOUND) {
            return 0;
        }
        BrokenPromiseException.require(
                response.statusCode() == OK, "content " + content + " was answered by " + response.statusCode());
        Reader.require(content, response.body());
        return response.body().length;
    }
}
