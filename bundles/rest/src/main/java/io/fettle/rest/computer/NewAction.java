package io.fettle.rest.computer;

import org.jspecify.annotations.Nullable;

/** A wish to a computer: SCAN_NOW or CHECK_IN_NOW. */
public record NewAction(@Nullable String action) {}
