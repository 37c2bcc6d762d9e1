package io.fettle.rest.list;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Part of a list. @param next path of the next part, null on the last */
public record ListView<T>(
        List<T> items, long total, @Nullable String next) {}
