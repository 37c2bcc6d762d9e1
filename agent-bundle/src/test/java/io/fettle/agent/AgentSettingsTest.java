package io.fettle.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fettle.member.ServerAddress;
import java.lang.annotation.Annotation;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AgentSettingsTest {
    private final Map<String, String> properties = new HashMap<>(Map.of("fettle.state", "/var/lib/fettle"));

    @Test
    void propertiesCountWhereThereIsNoConfiguration() {
        properties.put("fettle.agent.servers", "relay:8383, server.example:9000");
        properties.put("fettle.agent.notification.port", "9027");
        AgentSettings settings = settings(0);
        assertThat(settings.servers())
                .containsExactly(new ServerAddress("relay", 8383), new ServerAddress("server.example", 9000));
        assertThat(settings.notificationPort()).isEqualTo(9027);
    }

    @Test
    void configurationCountsBeforeProperties() {
        properties.put("fettle.agent.servers", "relay:8383");
        properties.put("fettle.agent.notification.port", "9027");
        AgentSettings settings = settings(1, "other:1");
        assertThat(settings.servers()).containsExactly(new ServerAddress("other", 1));
        assertThat(settings.notificationPort()).isEqualTo(1);
    }

    @Test
    void notificationsComeOn8027UnlessSaidOtherwise() {
        assertThat(settings(0).notificationPort()).isEqualTo(8027);
    }

    @Test
    void withoutAStateDirectoryNothingStarts() {
        properties.clear();
        assertThatThrownBy(() -> settings(0)).hasMessageContaining("fettle.state");
    }

    private AgentSettings settings(int port, String... servers) {
        return AgentSettings.of(
                new AgentConfig() {
                    @Override
                    public String[] servers() {
                        return servers;
                    }

                    @Override
                    public int notification_port() {
                        return port;
                    }

                    @Override
                    public Class<? extends Annotation> annotationType() {
                        return AgentConfig.class;
                    }
                },
                properties::get);
    }
}
