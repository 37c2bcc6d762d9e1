package io.fettle.rest.problem;

import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.HttpHeaders;
import javax.ws.rs.core.Response;
import javax.ws.rs.ext.ExceptionMapper;
import org.jspecify.annotations.Nullable;

/** The only exception mapper. Thread-safe: the request is a proxy for the one of the thread. */
public final class ProblemMapper implements ExceptionMapper<Throwable> {
    @Context
    private @Nullable HttpServletRequest request;

    @Override
    public Response toResponse(Throwable failure) {
        if (request == null) {
            throw new IllegalStateException("JAX-RS has not set the request", failure);
        }
        Problem problem = Problems.of(failure, request);
        Response.ResponseBuilder answer =
                Response.status(problem.status()).type(Problem.MEDIA_TYPE).entity(problem);
        if (Problems.retryable(problem)) {
            answer.header(HttpHeaders.RETRY_AFTER, Problems.retryAfterSeconds());
        }
        return answer.build();
    }
}
