package io.fettle.sources;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLSocketFactory;

/**
 * How vendors' servers are reached: through which proxy, and whose certificates count. Thread-safe.
 */
final class VendorConnections {
    private final Optional<Proxy> proxy;
    private final Optional<SSLSocketFactory> tls;

    private VendorConnections(Optional<Proxy> proxy, Optional<SSLSocketFactory> tls) {
        this.proxy = proxy;
        this.tls = tls;
    }

    /** As the platform is set up: its proxies, its trusted authorities. */
    static VendorConnections ofPlatform() {
        return new VendorConnections(Optional.empty(), Optional.empty());
    }

    /** @throws IllegalArgumentException where a value is not what it should be; the message says which and why */
    static VendorConnections of(SourcesConfig config) {
        return new VendorConnections(
                config.proxy().isBlank() ? Optional.empty() : Optional.of(proxy(config.proxy())),
                config.trustedCertificates().isBlank()
                        ? Optional.empty()
                        : Optional.of(AddedAuthorities.socketFactory(Path.of(config.trustedCertificates()))));
    }

    private static Proxy proxy(String text) {
        URI uri = URI.create("http://" + text);
        if (uri.getHost() == null || uri.getPort() < 1 || !uri.getRawPath().isEmpty() || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException("proxy is HOST:PORT, not \"" + text + '"');
        }
        // Resolved for each connection: the proxy's address may change while the server runs.
        return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(uri.getHost(), uri.getPort()));
    }

    Proxy proxyFor(URI uri) {
        return proxy.orElseGet(() -> first(ProxySelector.getDefault(), uri));
    }

    private static Proxy first(ProxySelector selector, URI uri) {
        List<Proxy> found = selector == null ? List.of() : selector.select(uri);
        return found.isEmpty() ? Proxy.NO_PROXY : found.get(0);
    }

    HttpURLConnection open(URI uri, Proxy through) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) uri.toURL().openConnection(resolved(through));
        if (tls.isPresent() && connection instanceof HttpsURLConnection secure) {
            secure.setSSLSocketFactory(tls.get());
        }
        return connection;
    }

    private static Proxy resolved(Proxy proxy) {
        SocketAddress address = proxy.address();
        return address instanceof InetSocketAddress named && named.isUnresolved()
                ? new Proxy(proxy.type(), new InetSocketAddress(named.getHostString(), named.getPort()))
                : proxy;
    }
}
