package io.fettle.rest;

import io.fettle.rest.capability.TestCapabilities;
import io.fettle.rest.change.ChangeStreams;
import io.fettle.rest.platform.NoSystem;
import io.fettle.rest.route.Route;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;

/**
 * The whole API in one Jetty, with two connectors: requests on the first count as TLS, as on 8383, those on the second do
 * not, as on 8020.
 */
final class RestRig implements AutoCloseable {
    /** Makes the rig show a client certificate to the API. */
    static final String CERTIFICATE = "X-Test-Certificate";

    final TestCapabilities capabilities;
    final ChangeStreams streams;
    final NoSystem system = new NoSystem();
    private final Path directory;
    private final RestServlet servlet;
    private final Server server = new Server();
    private final ServerConnector secure = connector(true);
    private final ServerConnector plain = connector(false);
    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    RestRig(TestCapabilities capabilities) throws Exception {
        this.capabilities = capabilities;
        directory = Files.createTempDirectory("fettle-rest");
        streams = new ChangeStreams(capabilities.all);
        servlet = new RestServlet(capabilities.all, streams, system.intake(capabilities.all, directory));
        ServletContextHandler context = new ServletContextHandler();
        context.setContextPath("/api");
        ServletHolder holder = new ServletHolder(servlet);
        holder.setAsyncSupported(true);
        context.addServlet(holder, "/*");
        server.setHandler(context);
        server.setConnectors(new ServerConnector[] {secure, plain});
        server.start();
    }

    private ServerConnector connector(boolean asTls) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.addCustomizer((connector, channel, request) -> dress(request, asTls));
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(configuration));
        connector.setHost("127.0.0.1");
        return connector;
    }

    private static void dress(Request request, boolean asTls) {
        request.setSecure(asTls);
        if (request.getHeader(CERTIFICATE) != null) {
            request.setAttribute("javax.servlet.request.X509Certificate", new X509Certificate[0]);
        }
    }

    List<Route> routes() {
        return servlet.routes().all();
    }

    String origin() {
        return "https://127.0.0.1:" + secure.getLocalPort();
    }

    HttpRequest.Builder request(String path) {
        return at(secure, path);
    }

    HttpRequest.Builder plainRequest(String path) {
        return at(plain, path);
    }

    private static HttpRequest.Builder at(ServerConnector connector, String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + connector.getLocalPort() + "/api/v1" + path))
                .timeout(Duration.ofSeconds(20));
    }

    HttpRequest.Builder as(String session, String path) {
        return request(path).header("Cookie", "__Host-fettle=" + session).header("X-CSRF-Token", FakeLogins.CSRF);
    }

    HttpRequest.Builder json(HttpRequest.Builder request, String body) {
        return request.header("Content-Type", "application/json").POST(HttpRequest.BodyPublishers.ofString(body));
    }

    HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    HttpResponse<java.io.InputStream> stream(HttpRequest.Builder request) throws Exception {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    /** Sends a request line as it stands: a client of its own would tidy it up. */
    String raw(String method, String target, String... headers) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", secure.getLocalPort())) {
            socket.setSoTimeout(10_000);
            StringBuilder text = new StringBuilder(method + ' ' + target + " HTTP/1.1\r\nHost: 127.0.0.1:"
                    + secure.getLocalPort() + "\r\nConnection: close\r\n");
            for (String header : headers) {
                text.append(header).append("\r\n");
            }
            socket.getOutputStream().write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() throws Exception {
        streams.close();
        server.stop();
        Files.deleteIfExists(directory);
    }
}
