package io.fettle.agent;

import io.fettle.agent.hand.Commands;
import io.fettle.agent.hand.ProcessCommands;
import io.fettle.agent.link.Paths;
import io.fettle.agent.scan.FactsReader;
import io.fettle.agent.scan.LevelFile;
import io.fettle.agent.work.Workbench;
import io.fettle.api.FettleException;
import io.fettle.member.Backoff;
import io.fettle.member.HttpsTransport;
import io.fettle.member.Identity;
import io.fettle.member.Joining;
import io.fettle.member.PrivateDirectory;
import io.fettle.protocol.Wire;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** From the first start on: joins, then works as a member. Not thread-safe. */
final class AgentLoop implements AgentThread.Turn {
    private static final Logger LOG = LoggerFactory.getLogger(AgentLoop.class);
    private static final Duration FIRST_RETRY = Duration.ofSeconds(2);
    private static final Duration LONGEST_RETRY = Duration.ofMinutes(5);
    private static final Duration LOOK_FOR_TOKEN = Duration.ofSeconds(5);
    private static final int MAX_ANSWER = 256 * 1024;

    private final AgentSettings settings;
    private final Surroundings surroundings;
    private final Joining joining;
    private final Paths paths;
    private final Backoff joinBackoff;
    private Instant joinAt = Instant.MIN;
    private boolean toldAboutToken;
    private @Nullable Membership membership;

    /**
     * What is around the agent.
     *
     * @param root where the operating system's files are
     * @param levelOwner user id that has to own the level file
     * @param woken ends a wait early; called from other threads
     * @param workbench for long work; closed with the loop
     */
    record Surroundings(
            PrivateDirectory state,
            Path root,
            int levelOwner,
            Commands commands,
            String version,
            Clock clock,
            RandomGenerator random,
            Runnable woken,
            Workbench workbench) {
        LevelFile level() {
            return new LevelFile(root, levelOwner);
        }

        FactsReader facts() {
            return new FactsReader(root, level(), version);
        }
    }

    AgentLoop(AgentSettings settings, Surroundings surroundings, SecureRandom secrets) {
        this.settings = settings;
        this.surroundings = surroundings;
        this.joining = new Joining(surroundings.state(), surroundings.version(), surroundings.clock(), secrets);
        this.paths = new Paths(settings.servers(), surroundings.state().child("link"));
        this.joinBackoff = new Backoff(FIRST_RETRY, LONGEST_RETRY, surroundings.random());
        this.membership = joining.identity().map(this::member).orElse(null);
    }

    static AgentLoop onThisComputer(AgentSettings settings, String version, Runnable woken) {
        SecureRandom random = new SecureRandom();
        Surroundings surroundings = new Surroundings(
                PrivateDirectory.at(settings.state()),
                Path.of("/"),
                0,
                new ProcessCommands(),
                version,
                Clock.systemUTC(),
                random,
                woken,
                Workbench.ofOwnThread(woken));
        return new AgentLoop(settings, surroundings, random);
    }

    @Override
    public Duration turn() {
        if (membership == null) {
            return join();
        }
        return membership.turn();
    }

    @Override
    public void close() {
        if (membership != null) {
            membership.close();
        }
        surroundings.workbench().close();
    }

    private Duration join() {
        if (!joining.hasToken()) {
            if (!toldAboutToken) {
                LOG.info(
                        "This computer has not joined yet; it waits for {}",
                        surroundings.state().file("enrol.token"));
                toldAboutToken = true;
            }
            return LOOK_FOR_TOKEN;
        }
        Duration left = Duration.between(surroundings.clock().instant(), joinAt);
        if (!left.isNegative() && !left.isZero()) {
            return left;
        }
        try {
            Identity identity = joining.join(
                    (tls, request) -> new HttpsTransport(tls)
                            .post(paths.current(), Wire.ENROL, "application/json", request, MAX_ANSWER),
                    surroundings.facts().hostname());
            membership = member(identity);
            return Duration.ZERO;
        } catch (IOException | FettleException e) {
            Duration wait = joinBackoff.failed();
            joinAt = surroundings.clock().instant().plus(wait);
            LOG.warn("This computer could not join and tries again in {} s: {}", wait.toSeconds(), e.getMessage());
            paths.failed();
            return wait;
        }
    }

    private Membership member(Identity identity) {
        paths.learn(identity.addresses());
        return new Membership(settings, surroundings, identity, paths);
    }
}
