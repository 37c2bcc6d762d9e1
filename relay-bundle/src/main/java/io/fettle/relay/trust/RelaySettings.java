package io.fettle.relay.trust;

import io.fettle.member.PrivateDirectory;
import io.fettle.member.ServerAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Where the server is, where this relay listens and where its state lies. Immutable. */
@Component(service = RelaySettings.class, configurationPid = "io.fettle.relay.trust.RelaySettings")
@Designate(ocd = RelayConfig.class)
public final class RelaySettings {
    private final List<ServerAddress> servers;
    private final int httpPort;
    private final int httpsPort;
    private final String bindAddress;
    private final Path state;

    @Activate
    public RelaySettings(BundleContext context, RelayConfig config) {
        String configured = context.getProperty("fettle.relay.servers");
        List<String> texts = configured == null ? List.of(config.servers()) : Arrays.asList(configured.split(","));
        servers = texts.stream().map(ServerAddress::parse).toList();
        httpPort = port(context.getProperty("fettle.http.port"), config.http_port());
        httpsPort = port(context.getProperty("fettle.https.port"), config.https_port());
        String bind = context.getProperty("fettle.bind");
        bindAddress = bind == null ? config.bind_address() : bind;
        String directory = context.getProperty("fettle.state");
        if (directory == null) {
            throw new IllegalStateException("The property fettle.state must name the directory of this relay's state");
        }
        state = Path.of(directory);
    }

    public List<ServerAddress> servers() {
        return servers;
    }

    public PrivateDirectory state(String name) {
        return PrivateDirectory.at(state).child(name);
    }

    PrivateDirectory state() {
        return PrivateDirectory.at(state);
    }

    int httpPort() {
        return httpPort;
    }

    int httpsPort() {
        return httpsPort;
    }

    String bindAddress() {
        return bindAddress;
    }

    private static int port(@Nullable String property, int configured) {
        return property == null ? configured : Integer.parseInt(property);
    }
}
