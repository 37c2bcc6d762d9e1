package io.fettle.assessment.fleet;

import io.fettle.api.inventory.Platforms;

/**
 * What computers share that are judged alike.
 *
 * @param setup number of their apt setup
 * @param platform see {@link Platforms}; empty where advisories have no name for it
 */
public record Kind(int setup, String platform) {}
