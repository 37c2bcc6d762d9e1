package io.fettle.rest.problem;

import io.fettle.api.ErrorCategory;
import io.fettle.api.FettleException;
import io.fettle.rest.json.Json;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.WebApplicationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes problems of failures. What is our own fault is logged under the request's id, and the caller learns the id only. */
public final class Problems {
    private static final Logger LOG = LoggerFactory.getLogger(Problems.class);
    private static final String REQUEST_ID = "io.fettle.rest.requestId";
    private static final int ID_BYTES = 8;
    private static final int RETRY_AFTER_SECONDS = 5;
    private static final int FIRST_SERVER_ERROR = 500;
    private static final int NOT_FOUND = 404;
    private static final int METHOD_NOT_ALLOWED = 405;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Problems() {}

    /** Names the request, once. */
    public static void name(HttpServletRequest request) {
        byte[] id = new byte[ID_BYTES];
        RANDOM.nextBytes(id);
        request.setAttribute(REQUEST_ID, HexFormat.of().formatHex(id));
    }

    public static Problem of(Throwable failure, HttpServletRequest request) {
        String id = request.getAttribute(REQUEST_ID) instanceof String named ? named : "";
        if (failure instanceof FettleException known && known.code().category() != ErrorCategory.INTERNAL) {
            return Problem.of(known.code(), text(known), id);
        }
        if (failure instanceof WebApplicationException routed
                && routed.getResponse().getStatus() < FIRST_SERVER_ERROR) {
            return ofRouting(routed.getResponse().getStatus(), id);
        }
        if (failure instanceof IOException) {
            LOG.warn("Request {} broke off: {}", id, failure.toString());
        } else {
            LOG.error("Request {} failed", id, failure);
        }
        return Problem.of(RestError.INTERNAL_ERROR, "The server's log says more under the request's id", id);
    }

    /** Writes what happens outside JAX-RS. */
    public static void write(Throwable failure, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Problem problem = of(failure, request);
        byte[] body = Json.bytes(problem);
        response.setStatus(problem.status());
        response.setContentType(Problem.MEDIA_TYPE);
        response.setContentLength(body.length);
        if (retryable(problem)) {
            response.setIntHeader("Retry-After", RETRY_AFTER_SECONDS);
        }
        response.getOutputStream().write(body);
    }

    static boolean retryable(Problem problem) {
        return problem.status() == HttpServletResponse.SC_SERVICE_UNAVAILABLE;
    }

    static int retryAfterSeconds() {
        return RETRY_AFTER_SECONDS;
    }

    /** A method that a path does not have is no more than a path that does not exist. */
    private static Problem ofRouting(int status, String id) {
        if (status == NOT_FOUND || status == METHOD_NOT_ALLOWED) {
            return Problem.of(RestError.NOT_FOUND, "Nothing is here; /api/v1/openapi.json lists what there is", id);
        }
        return Problem.of(
                RestError.INVALID_REQUEST, "Send and accept the content types that /api/v1/openapi.json names", id);
    }

    private static String text(FettleException known) {
        return known.getMessage() == null ? "" : known.getMessage();
    }
}
