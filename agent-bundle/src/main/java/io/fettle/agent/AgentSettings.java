package io.fettle.agent;

import io.fettle.member.ServerAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the agent has to know before it starts.
 *
 * @param state directory of everything that lasts
 * @param servers the office's relay first, the server after it; may be empty, then there is nobody to join
 */
record AgentSettings(Path state, List<ServerAddress> servers, int notificationPort) {
    static final String STATE = "fettle.state";
    static final String SERVERS = "fettle.agent.servers";
    static final String NOTIFICATION_PORT = "fettle.agent.notification.port";
    private static final int DEFAULT_NOTIFICATION_PORT = 8027;

    AgentSettings {
        servers = List.copyOf(servers);
    }

    /** @param properties of the framework and the system */
    static AgentSettings of(AgentConfig config, Function<String, @Nullable String> properties) {
        String state = properties.apply(STATE);
        if (state == null || state.isBlank()) {
            throw new IllegalStateException("The property " + STATE + " must name the agent's state directory");
        }
        String servers = properties.apply(SERVERS);
        Stream<String> addresses = config.servers().length > 0 || servers == null
                ? Arrays.stream(config.servers())
                : Arrays.stream(servers.split(","));
        String port = properties.apply(NOTIFICATION_PORT);
        int fallback = port == null || port.isBlank() ? DEFAULT_NOTIFICATION_PORT : Integer.parseInt(port.strip());
        return new AgentSettings(
                Path.of(state),
                addresses.filter(a -> !a.isBlank()).map(ServerAddress::parse).toList(),
                config.notification_port() > 0 ? config.notification_port() : fallback);
    }
}
