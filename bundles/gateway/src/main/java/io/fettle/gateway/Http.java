package io.fettle.gateway;

import io.fettle.api.FettleException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;

/** The few lines of HTTP that every endpoint here needs. */
final class Http {
    static final int RETRY_AFTER_SECONDS = 30;

    private Http() {}

    /** Reads a body within its bound; empty, with the answer already given, where it is too long. */
    static Optional<byte[]> body(HttpServletRequest request, HttpServletResponse response, int max) throws IOException {
        if (request.getContentLengthLong() > max) {
            fail(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
            return Optional.empty();
        }
        try (InputStream in = request.getInputStream()) {
            byte[] body = in.readNBytes(max + 1);
            if (body.length > max) {
                fail(response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE);
                return Optional.empty();
            }
            return Optional.of(body);
        }
    }

    static void answer(HttpServletResponse response, String type, byte[] body) throws IOException {
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(type);
        harden(response);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    /** A failure without words: whoever asks here is a machine, and an attacker learns nothing. */
    static void fail(HttpServletResponse response, int status) {
        harden(response);
        response.setStatus(status);
        if (status == HttpServletResponse.SC_SERVICE_UNAVAILABLE) {
            response.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.setContentLength(0);
    }

    static void fail(HttpServletResponse response, FettleException failure) {
        fail(
                response,
                switch (failure.code().category()) {
                    case USER -> HttpServletResponse.SC_BAD_REQUEST;
                    case DENIED -> HttpServletResponse.SC_FORBIDDEN;
                    case NOT_FOUND -> HttpServletResponse.SC_NOT_FOUND;
                    case CONFLICT -> HttpServletResponse.SC_CONFLICT;
                    case RESOURCES -> HttpServletResponse.SC_SERVICE_UNAVAILABLE;
                    case EXTERNAL -> HttpServletResponse.SC_BAD_GATEWAY;
                    case INTERNAL -> HttpServletResponse.SC_INTERNAL_SERVER_ERROR;
                });
    }

    private static void harden(HttpServletResponse response) {
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Cache-Control", "no-store");
    }
}
