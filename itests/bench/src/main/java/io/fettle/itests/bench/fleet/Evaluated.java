package io.fettle.itests.bench.fleet;

import com.sun.management.OperatingSystemMXBean;
import io.fettle.api.Digest;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.api.Scope;
import io.fettle.api.approval.Approval;
import io.fettle.api.approval.Approvals;
import io.fettle.api.approval.Ruling;
import io.fettle.api.assessment.FindingsListener;
import io.fettle.api.catalog.AvailablePackage;
import io.fettle.api.catalog.Catalog;
import io.fettle.api.catalog.PatchId;
import io.fettle.api.policy.HealthPolicies.InForce;
import io.fettle.assessment.EvaluatedFindings;
import io.fettle.itests.bench.program.Cost;
import io.fettle.spi.store.FirstSeenStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** The real evaluation over a fleet in memory, and a clock that stops when evaluation says that it has caught up. */
public final class Evaluated implements AutoCloseable {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private static final long PATIENCE_MILLIS = Duration.ofMinutes(15).toMillis();

    private final MemoryFleet fleet;
    private final EvaluatedFindings findings;
    private final Object told = new Object();
    private volatile Catalog.Revision revision;
    private long toldCatalog = -1;
    private long toldChange = -1;
    private long toldNanos;
    private long toldCpu;

    private Evaluated(MemoryFleet fleet, Catalog.Revision first) throws ReflectiveOperationException {
        this.fleet = fleet;
        revision = first;
        findings = new EvaluatedFindings(
                fleet,
                fleet,
                new NothingDecided(),
                new Held(),
                fleet,
                entry -> {},
                () -> InForce.STANDARD,
                new NothingKept());
        FindingsListener listener = this::heard;
        Field listeners = EvaluatedFindings.class.getDeclaredField("listeners");
        listeners.setAccessible(true);
        listeners.set(findings, List.of(listener));
    }

    /** Returns when all is evaluated. */
    public static Evaluated start(MemoryFleet fleet, Catalog.Revision first)
            throws IOException, ReflectiveOperationException, InterruptedException {
        Evaluated started = new Evaluated(fleet, first);
        started.findings.changed(0);
        started.await(first.number(), fleet.latest());
        return started;
    }

    public EvaluatedFindings findings() {
        return findings;
    }

    /** Returns when evaluation has caught up with it. @return until then; CPU is that of the whole process */
    public Cost publish(Catalog.Revision next) throws IOException, InterruptedException {
        long cpu = SYSTEM.getProcessCpuTime();
        long begin = System.nanoTime();
        revision = next;
        findings.changed(0);
        await(next.number(), fleet.latest());
        return new Cost((toldNanos - begin) / 1e6, (toldCpu - cpu) / 1e6);
    }

    /** @return milliseconds until evaluation had caught up with a computer that reported anew */
    public double checkIn(int ordinal, MemoryFleet.Member member) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        fleet.replace(ordinal, member);
        findings.changed(0);
        await(revision.number(), fleet.latest());
        return (toldNanos - begin) / 1e6;
    }

    private void heard(long catalogRevision, long changeRevision) {
        synchronized (told) {
            toldNanos = System.nanoTime();
            toldCpu = SYSTEM.getProcessCpuTime();
            toldCatalog = catalogRevision;
            toldChange = changeRevision;
            told.notifyAll();
        }
    }

    private void await(long catalogRevision, long changeRevision) throws IOException, InterruptedException {
        long deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        synchronized (told) {
            while (toldCatalog < catalogRevision || toldChange < changeRevision) {
                long left = deadline - System.currentTimeMillis();
                if (left <= 0) {
                    throw new IOException("Evaluation did not catch up within " + PATIENCE_MILLIS / 1000 + " s");
                }
                told.wait(left);
            }
        }
    }

    @Override
    public void close() {
        findings.close();
    }

    /** The catalog as of when the bench says so. */
    private final class Held implements Catalog {
        @Override
        public Revision current() {
            return revision;
        }

        @Override
        public Optional<AvailablePackage> byDigest(Digest digest) {
            return revision.byDigest(digest);
        }
    }

    private static final class NothingKept implements FirstSeenStore {
        @Override
        public void readAll(Consumer<FirstSeen> reader) {}

        @Override
        public void add(List<FirstSeen> patches) {}

        @Override
        public void readOffers(Consumer<Offered> reader) {}

        @Override
        public void addOffers(List<Offered> offers) {}
    }

    private static final class NothingDecided implements Approvals {
        @Override
        public Page<Approval> list(Filter filter, Scope scope, PageRequest page) {
            return new Page<>(List.of(), 0);
        }

        @Override
        public Ruling of(PatchId patch, Scope scope) {
            return Ruling.NONE;
        }

        @Override
        public Map<PatchId, Ruling> rulings(Scope scope) {
            return Map.of();
        }
    }
}
