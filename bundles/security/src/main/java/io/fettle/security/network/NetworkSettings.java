package io.fettle.security.network;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/** Where this server listens and how others call it. Immutable; a changed configuration makes a new one. */
@Component(service = NetworkSettings.class)
@Designate(ocd = NetworkConfig.class)
public final class NetworkSettings {
    private static final int MAX_PORT = 65_535;
    private static final int MAX_NAMES = 50;
    private static final int MAX_SHOWN = 300;
    /** As many as a reply has room for. */
    private static final int MAX_ANNOUNCED = 20;

    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "::1");

    private final int httpPort;
    private final int httpsPort;
    private final String bindAddress;
    private final List<String> publicNames;
    private final List<String> machineNames;

    @Activate
    public NetworkSettings(BundleContext context, NetworkConfig config) {
        this(
                port(context.getProperty("fettle.http.port"), config.http_port()),
                port(context.getProperty("fettle.https.port"), config.https_port()),
                text(context.getProperty("fettle.bind"), config.bind_address()),
                names(context.getProperty("fettle.public.names"), config.public_names()),
                MachineNames.of(text(context.getProperty("fettle.bind"), config.bind_address())));
    }

    /** @param machineNames names and addresses that this machine has by itself */
    public NetworkSettings(
            int httpPort, int httpsPort, String bindAddress, List<String> publicNames, List<String> machineNames) {
        this.httpPort = validPort(httpPort);
        this.httpsPort = validPort(httpsPort);
        this.bindAddress = valid(bindAddress);
        this.publicNames = valid(publicNames);
        this.machineNames = valid(machineNames);
        if (httpPort == httpsPort) {
            throw new IllegalArgumentException("HTTP and HTTPS cannot share port " + httpPort);
        }
    }

    public int httpPort() {
        return httpPort;
    }

    public int httpsPort() {
        return httpsPort;
    }

    public String bindAddress() {
        return bindAddress;
    }

    /** What the server's certificate says. */
    public Set<String> certificateNames() {
        Set<String> names = new LinkedHashSet<>(publicNames);
        names.addAll(LOOPBACK);
        names.addAll(machineNames);
        return names;
    }

    /** {@code host:port} of HTTPS, best first. */
    public List<String> serverAddresses() {
        Set<String> names = new LinkedHashSet<>(publicNames);
        names.addAll(machineNames);
        if (names.isEmpty()) {
            names.add("localhost");
        }
        return names.stream()
                .limit(MAX_ANNOUNCED)
                .map(n -> (n.indexOf(':') >= 0 ? "[" + n + "]" : n) + ":" + httpsPort)
                .toList();
    }

    private static int port(@Nullable String property, int configured) {
        if (property == null || property.isBlank()) {
            return configured;
        }
        try {
            return Integer.parseInt(property.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("Not a port: " + shown(property), e);
        }
    }

    private static String text(@Nullable String property, String configured) {
        return property == null || property.isBlank() ? configured : property.strip();
    }

    private static List<String> names(@Nullable String property, String[] configured) {
        return property == null || property.isBlank() ? List.of(configured) : List.of(property.split(",", MAX_NAMES));
    }

    private static int validPort(int port) {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
        return port;
    }

    private static List<String> valid(List<String> names) {
        List<String> valid = new ArrayList<>();
        for (String name : names) {
            valid.add(valid(name));
        }
        if (valid.size() > MAX_NAMES) {
            throw new IllegalArgumentException("A server has at most " + MAX_NAMES + " names");
        }
        return List.copyOf(valid);
    }

    private static String valid(String name) {
        return HostName.normalise(name)
                .orElseThrow(() -> new IllegalArgumentException("Neither a host name nor an address: " + shown(name)));
    }

    /** As much of it as a message has room for. */
    private static String shown(String text) {
        return text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "..." : text;
    }
}
