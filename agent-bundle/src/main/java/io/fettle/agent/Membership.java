package io.fettle.agent;

import io.fettle.agent.AgentLoop.Surroundings;
import io.fettle.agent.hand.Handover;
import io.fettle.agent.hand.Results;
import io.fettle.agent.link.CheckIns;
import io.fettle.agent.link.CheckIns.Said;
import io.fettle.agent.link.Contents;
import io.fettle.agent.link.Paths;
import io.fettle.agent.link.ReportSpool;
import io.fettle.agent.link.Visit;
import io.fettle.agent.link.Wakes;
import io.fettle.agent.scan.Apt;
import io.fettle.agent.scan.FactsReader;
import io.fettle.agent.scan.InstallPlan;
import io.fettle.agent.scan.Lists;
import io.fettle.agent.scan.ScanTrigger;
import io.fettle.agent.scan.Scanner;
import io.fettle.agent.scan.rpm.RpmScan;
import io.fettle.agent.scan.running.RunningScan;
import io.fettle.agent.stage.AptRehearsal;
import io.fettle.agent.stage.DnfRehearsal;
import io.fettle.agent.stage.Stager;
import io.fettle.agent.work.Workbench;
import io.fettle.api.FettleException;
import io.fettle.member.Backoff;
import io.fettle.member.HttpsTransport;
import io.fettle.member.Identity;
import io.fettle.member.OrdersTrust;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.RevokedKeys;
import io.fettle.member.ServerAddress;
import io.fettle.member.ServerVoice;
import io.fettle.member.TlsContexts;
import io.fettle.member.Transport;
import io.fettle.protocol.Order;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a computer that has joined does in turn: listen, watch the applier, check in, and keep the workbench busy with a scan
 * or the staging of an order. Not thread-safe.
 */
final class Membership implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Membership.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(10);
    private static final Duration LONGEST_RECONNECT = Duration.ofMinutes(5);
    private static final Duration LONGEST_TURN = Duration.ofMinutes(5);
    private static final Duration WHILE_APPLYING = Duration.ofSeconds(2);
    private static final double JITTER = 0.1;

    private final Surroundings around;
    private final Clock clock;
    private final Paths paths;
    private final Backoff backoff;
    private final WakeFlag wake;
    private final Wakes wakes;
    private final ReportSpool reports;
    private final Refusals refusals;
    private final Contents contents;
    private final CheckIns checkIns;
    private final FactsReader facts;
    private final Workbench workbench;
    private final Scans scans;
    private final Stager stager;
    private final Results results;
    private boolean failing;
    private long toldUpTo;
    private Instant checkInAt = Instant.MIN;

    Membership(AgentSettings settings, Surroundings around, Identity identity, Paths paths) {
        this.around = around;
        this.clock = around.clock();
        this.paths = paths;
        this.backoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, around.random());
        this.wake = new WakeFlag(clock);
        PrivateDirectory link = around.state().child("link");
        RevokedKeys revoked = new RevokedKeys(around.state().child("trust"));
        OrdersTrust trust = new OrdersTrust(identity, around.state().child("trust"));
        SSLContext tls = TlsContexts.of(identity, revoked);
        Transport transport = new HttpsTransport(tls);
        this.wakes = new Wakes(
                tls,
                () -> new ServerAddress(paths.current().host(), settings.notificationPort()),
                identity.id(),
                this::wakeUp,
                new Backoff(Duration.ofSeconds(1), LONGEST_RECONNECT, around.random()),
                clock);
        this.reports = new ReportSpool(around.state().child("reports"));
        this.refusals = new Refusals(reports, clock);
        this.checkIns =
                new CheckIns(identity, trust, revoked, transport, paths, reports, link, around.version(), clock);
        this.contents = new Contents(transport, paths, around.random());
        Apt apt = new Apt(around.root(), around.commands());
        Lists lists = new Lists(around.state().child("apt"), around.root().resolve("var/lib/apt/lists"), apt, contents);
        this.facts = around.facts();
        this.workbench = around.workbench();
        RpmScan rpm = new RpmScan(around.root(), around.state().child("dnf").path(), facts, around.commands(), clock);
        this.scans = new Scans(
                new Scanner(around.root(), facts, apt, lists, rpm, clock),
                new RunningScan(around.root()),
                new ScanTrigger(around.root()),
                checkIns.lastInventory(),
                this::tellSoon,
                clock);
        Handover handover = new Handover(around.state().child("handover"));
        this.results = new Results(handover, scans::seen, reports::add, clock);
        this.stager = new Stager(
                around.state().child("stage"),
                trust,
                new ServerVoice(identity, trust, revoked, clock),
                around.level(),
                contents,
                Map.of(
                        Order.Kind.UPGRADE,
                        new AptRehearsal(new InstallPlan(apt, lists)),
                        Order.Kind.RPM_UPGRADE,
                        new DnfRehearsal()),
                handover,
                reports,
                new Backoff(FIRST_RETRY, LONGEST_RETRY, around.random()),
                clock);
    }

    /** @return how long to wait until the next turn */
    Duration turn() {
        wakes.tick();
        workbench.collect();
        results.tick();
        contents.altered().forEach(refusals::content);
        refusals.tick();
        scans.look();
        work();
        if (checkInDue()) {
            checkIn();
        }
        return untilNextTurn();
    }

    @Override
    public void close() {
        wakes.close();
    }

    private void wakeUp() {
        wake.set();
        around.woken().run();
    }

    private boolean checkInDue() {
        boolean time = !clock.instant().isBefore(checkInAt);
        return time || wake.due() || newReports();
    }

    /** Reports that were told once and not acknowledged wait for the next regular time. */
    private boolean newReports() {
        return !failing && reports.last() > toldUpTo;
    }

    /** A scan goes before an order, which goes on afterwards. */
    private void work() {
        if (workbench.busy()) {
            if (scans.due() && !scans.running()) {
                workbench.pause();
            }
        } else if (scans.due()) {
            workbench.start(scans.begin(checkIns.suites()));
        } else {
            stager.next().ifPresent(workbench::start);
        }
    }

    private void tellSoon() {
        if (!failing) {
            checkInAt = Instant.MIN;
        }
    }

    private void checkIn() {
        boolean woken = wake.due();
        if (woken) {
            wake.take();
        }
        if (!failing) {
            paths.preferFirst();
        }
        long lastReport = reports.last();
        try {
            Visit visit = checkIns.checkIn(new Said(scans.inventory(), stager.orderSequence(), facts.bootId(), woken));
            if (failing) {
                LOG.info("The server is reached through {} again", paths.current());
            }
            failing = false;
            toldUpTo = lastReport;
            backoff.succeeded();
            checkInAt = clock.instant().plus(jittered(visit.next()));
            scans.serverReached();
            if (visit.scanNow() || visit.suitesChanged()) {
                scans.wish();
            }
            stager.take(visit.orders(), refusals::order);
        } catch (IOException e) {
            failed(e);
        } catch (FettleException e) {
            refusals.reply(e);
            failed(e);
        }
    }

    private void failed(Exception e) {
        Duration wait = backoff.failed();
        checkInAt = clock.instant().plus(wait);
        if (failing) {
            LOG.debug("No check-in through {}", paths.current(), e);
        } else {
            LOG.warn("No check-in through {}; next try in {} s: {}", paths.current(), wait.toSeconds(), e.getMessage());
        }
        failing = true;
        paths.failed();
    }

    private Duration jittered(Duration refresh) {
        double factor = 1 - JITTER + 2 * JITTER * around.random().nextDouble();
        return Duration.ofMillis((long) (refresh.toMillis() * factor));
    }

    private Duration untilNextTurn() {
        boolean idle = !workbench.busy();
        if (workbench.done() || (idle && scans.due()) || newReports()) {
            return Duration.ZERO;
        }
        Instant now = clock.instant();
        Duration wait = shorter(LONGEST_TURN, Duration.between(now, checkInAt));
        wait = wake.wait(wait);
        wait = wakes.nextAttempt()
                .map(at -> Duration.between(now, at))
                .map(shorterThan(wait))
                .orElse(wait);
        wait = stager.nextWork()
                .map(at -> Duration.between(now, at))
                .map(shorterThan(wait))
                .orElse(wait);
        if (results.pending()) {
            wait = shorter(wait, WHILE_APPLYING);
        }
        return wait.isNegative() ? Duration.ZERO : wait;
    }

    private static UnaryOperator<Duration> shorterThan(Duration limit) {
        return wait -> shorter(limit, wait);
    }

    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) <= 0 ? a : b;
    }
}
