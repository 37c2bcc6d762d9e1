package io.fettle.rest.problem;

import io.fettle.api.ErrorCategory;
import io.fettle.api.ErrorCode;

/** The body of a failure, as RFC 9457 has it, with our code and the id under which the log knows the request. */
public record Problem(String type, String title, int status, String code, String detail, String requestId) {
    public static final String MEDIA_TYPE = "application/problem+json";
    private static final int UNAUTHORIZED = 401;

    static Problem of(ErrorCode code, String detail, String requestId) {
        int status = status(code);
        return new Problem("about:blank", title(status), status, code.name(), detail, requestId);
    }

    /** The one place that maps a category to a status. */
    private static int status(ErrorCode code) {
        if (code == RestError.NOT_LOGGED_IN) {
            return UNAUTHORIZED;
        }
        return status(code.category());
    }

    private static int status(ErrorCategory category) {
        return switch (category) {
            case USER -> 400;
            case DENIED -> 403;
            case NOT_FOUND -> 404;
            case CONFLICT -> 409;
            case INTERNAL -> 500;
            case EXTERNAL -> 502;
            case RESOURCES -> 503;
        };
    }

    private static String title(int status) {
        return switch (status) {
            case 400 -> "Bad request";
            case UNAUTHORIZED -> "Not logged in";
            case 403 -> "Forbidden";
            case 404 -> "Not found";
            case 409 -> "Conflict";
            case 502 -> "Somebody else's system failed";
            case 503 -> "Not possible now";
            default -> "Internal error";
        };
    }
}
