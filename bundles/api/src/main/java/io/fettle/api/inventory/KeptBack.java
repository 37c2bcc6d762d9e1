package io.fettle.api.inventory;

import io.fettle.api.Reason;

/** A package that the computer's own package manager would not upgrade now, and why in its own words. */
public record KeptBack(String name, String arch, Reason reason) {}
