package io.fettle.rest.source;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A source to be. */
public record NewSource(
        @Nullable String kind,
        @Nullable String name,
        @Nullable Map<String, @Nullable String> settings) {}
