package io.fettle.rest.deployment;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A roll-out to be. @param validity such as P7D, from now until open tasks expire */
public record NewDeployment(
        @Nullable String name,
        @Nullable List<@Nullable String> patches,
        @Nullable Boolean securityOnly,
        @Nullable List<@Nullable String> computers,
        @Nullable String office,
        @Nullable String validity) {}
