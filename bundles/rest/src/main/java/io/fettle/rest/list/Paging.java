package io.fettle.rest.list;

import io.fettle.api.FettleException;
import io.fettle.api.Page;
import io.fettle.api.PageRequest;
import io.fettle.rest.problem.RestError;
import java.util.List;
import javax.ws.rs.QueryParam;
import org.jspecify.annotations.Nullable;

/** The two parameters that every list takes. */
public final class Paging {
    private static final int DEFAULT_LIMIT = 50;
    private static final int MAX_DIGITS = 9;

    @QueryParam("limit")
    private @Nullable String limit;

    @QueryParam("offset")
    private @Nullable String offset;

    public Paging() {}

    Paging(@Nullable String limit, @Nullable String offset) {
        this.limit = limit;
        this.offset = offset;
    }

    public PageRequest request() {
        int items = number("limit", limit, DEFAULT_LIMIT);
        if (items < 1 || items > PageRequest.MAX_LIMIT) {
            throw invalid("limit", "1 to " + PageRequest.MAX_LIMIT);
        }
        return new PageRequest(number("offset", offset, 0), items);
    }

    /** @param link the list's own path with its filters */
    public <T> ListView<T> view(Page<T> page, Link link) {
        PageRequest request = request();
        long end = (long) request.offset() + page.items().size();
        if (page.items().isEmpty() || end >= page.total()) {
            return new ListView<>(page.items(), page.total(), null);
        }
        String next = link.with("limit", request.limit()).with("offset", end).toString();
        return new ListView<>(page.items(), page.total(), next);
    }

    /** The page of a list that is at hand as a whole. */
    public <T> Page<T> cut(List<T> all) {
        PageRequest request = request();
        int from = Math.min(request.offset(), all.size());
        int to = (int) Math.min((long) from + request.limit(), all.size());
        return new Page<>(all.subList(from, to), all.size());
    }

    private static int number(String name, @Nullable String value, int otherwise) {
        if (value == null) {
            return otherwise;
        }
        if (value.isEmpty() || value.length() > MAX_DIGITS || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw invalid(name, "a whole number");
        }
        return Integer.parseInt(value);
    }

    private static FettleException invalid(String name, String wanted) {
        return new FettleException(RestError.INVALID_REQUEST, "The parameter " + name + " must be " + wanted);
    }
}
