package io.fettle.rest.demo;

import org.jspecify.annotations.Nullable;

/** A synthetic fleet to be. */
public record NewDemo(@Nullable Integer computers, @Nullable Long seed) {}
