package io.fettle.security.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.fettle.fuzz.Fuzz;
import io.fettle.fuzz.Fuzzes;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

/** What an administrator, or a file that somebody spoiled, says about where the server listens. */
class NetworkSettingsFuzzTest {
    @Test
    @Fuzzes(NetworkSettings.class)
    void everyPropertyIsTakenOrRefused() {
        Map.of(
                        "fettle.http.port", "8020",
                        "fettle.https.port", "8383",
                        "fettle.bind", "127.0.0.1",
                        "fettle.public.names", "fettle.example.org,192.0.2.7,2001:db8::7")
                .forEach((name, good) -> Fuzz.of(name, good)
                        .declares(IllegalArgumentException.class)
                        .check(input -> settings(name, new String(input, StandardCharsets.UTF_8))));
    }

    @Test
    void theGoodOnesCount() {
        assertThat(settings("fettle.public.names", "fettle.example.org,192.0.2.7")
                        .serverAddresses())
                .containsExactly("fettle.example.org:8383", "192.0.2.7:8383");
    }

    private static NetworkSettings settings(String property, String value) {
        return new NetworkSettings(
                answering(BundleContext.class, (method, name) -> property.equals(name) ? value : null),
                answering(NetworkConfig.class, (method, name) -> switch (method) {
                    case "http_port" -> 8020;
                    case "https_port" -> 8383;
                    case "bind_address" -> "127.0.0.1";
                    default -> new String[0];
                }));
    }

    private interface Answers {
        Object to(String method, Object argument);
    }

    private static <T> T answering(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.to(method.getName(), arguments == null ? "" : arguments[0])));
    }
}
