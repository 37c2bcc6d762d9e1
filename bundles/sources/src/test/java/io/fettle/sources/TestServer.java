package io.fettle.sources;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** A vendor's server on the loopback address. */
final class TestServer implements AutoCloseable {
    final List<String> requests = Collections.synchronizedList(new ArrayList<>());
    Handler handler = exchange -> respond(exchange, 404, new byte[0]);

    private final HttpServer server;

    /** Answers one request. */
    interface Handler {
        void handle(HttpExchange exchange) throws IOException;
    }

    TestServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            requests.add(exchange.getRequestURI().getRawPath());
            try (exchange) {
                handler.handle(exchange);
            }
        });
        server.start();
    }

    static void respond(HttpExchange exchange, int status, byte[] body) throws IOException {
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }

    URI root() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/debian/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
