package io.fettle.agent.link;

import io.fettle.api.FettleException;
import io.fettle.member.MemberError;
import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerAddress;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The ways to the server, best first: those configured (the office's relay, then the server), after them those that the
 * server told in a signed reply, so that it can move. For one thread, except {@link #all}.
 */
public final class Paths {
    private static final Logger LOG = LoggerFactory.getLogger(Paths.class);
    private static final String FILE = "addresses";
    private static final int MAX_FILE = 16 * 1024;
    private static final int MAX_LEARNED = 20;

    private final List<ServerAddress> configured;
    private final PrivateDirectory files;
    private volatile List<ServerAddress> all;
    private int current;

    public Paths(List<ServerAddress> configured, PrivateDirectory files) {
        this.configured = List.copyOf(configured);
        this.files = files;
        this.all = merge(files.read(FILE, MAX_FILE)
                .map(b -> new String(b, StandardCharsets.UTF_8).lines().toList())
                .orElse(List.of()));
    }

    public boolean isEmpty() {
        return all.isEmpty();
    }

    /** As of now, best first. May be called from any thread. */
    public List<ServerAddress> all() {
        return all;
    }

    public ServerAddress current() {
        if (all.isEmpty()) {
            throw new FettleException(
                    MemberError.BAD_ADDRESS, "No server is configured; set fettle.agent.servers to host:port");
        }
        return all.get(current);
    }

    /** The next one in turn. */
    public void failed() {
        current = all.isEmpty() ? 0 : (current + 1) % all.size();
    }

    /** Back to the best one: a relay that was away may be there again. */
    public void preferFirst() {
        current = 0;
    }

    /** @param addresses from a verified reply */
    public void learn(List<String> addresses) {
        List<String> bounded = addresses.stream().limit(MAX_LEARNED).toList();
        List<ServerAddress> merged = merge(bounded);
        if (!merged.equals(all)) {
            files.write(FILE, String.join("\n", bounded).getBytes(StandardCharsets.UTF_8));
            ServerAddress now = all.isEmpty() ? null : current();
            all = merged;
            current = Math.max(0, all.indexOf(now));
        }
    }

    private List<ServerAddress> merge(List<String> learned) {
        Set<ServerAddress> merged = new LinkedHashSet<>(configured);
        for (String address : learned) {
            try {
                merged.add(ServerAddress.parse(address));
            } catch (FettleException e) {
                LOG.warn("The server told an address that cannot be used: {}", e.getMessage());
            }
        }
        return List.copyOf(merged);
    }
}
