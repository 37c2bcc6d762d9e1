package io.fettle.rest.office;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** An office to be. */
public record NewOffice(
        @Nullable String name,
        @Nullable List<@Nullable String> networks,
        @Nullable String timeZone) {}
